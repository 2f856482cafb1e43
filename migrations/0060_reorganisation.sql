-- Plans that change the organisation, and a tree in which a unit may end and be opened again.
insert into unit_kind (code, level, label_vi, label_en, committee_vi, in_use) values
  ('municipality', 'province', 'Thành phố', 'Municipality', 'Thành ủy', '[1930-01-01,)'),
  ('urban_district', 'district', 'Quận', 'Urban district', 'Quận ủy', '[1930-01-01,2025-07-01)'),
  ('special_zone', 'commune', 'Đặc khu', 'Special zone', 'Đảng ủy đặc khu', '[2025-07-01,)');

-- A unit that was opened again may end a second time, on another day.
drop index unit_lineage_main;
create unique index unit_lineage_main on unit_lineage (from_unit_id, effective_on)
  where main and kind in ('merge', 'split', 'abolish');

-- As before, but lineage continues a unit only until it is opened again: no fact is counted twice as now.
create or replace function rebuild_unit_closure() returns void language sql as $$
  delete from unit_closure;
  with recursive up as (
    select unit_id as descendant_id, unit_id as ancestor_id, 0 as depth, valid from unit_version
    union all
    select up.descendant_id, v.parent_id, up.depth + 1, up.valid * v.valid
    from up join unit_version v on v.unit_id = up.ancestor_id and v.valid && up.valid
    where v.parent_id is not null and up.depth < 12
  )
  insert into unit_closure (ancestor_id, descendant_id, depth, via, valid)
  select ancestor_id, descendant_id, depth, 'parent', unnest(range_agg(valid))
  from up group by ancestor_id, descendant_id, depth;
  with recursive ended as (
    select l.from_unit_id, l.to_unit_id,
      daterange(l.effective_on, (select min(lower(v.valid)) from unit_version v
        where v.unit_id = l.from_unit_id and lower(v.valid) > l.effective_on)) as valid
    from unit_lineage l where l.main and l.kind in ('merge', 'split', 'abolish')
  ), succession as (
    select from_unit_id as ended_id, to_unit_id as successor_id, valid from ended
    union
    select s.ended_id, e.to_unit_id, s.valid * e.valid
    from succession s join ended e on e.from_unit_id = s.successor_id and e.valid && s.valid
    where e.to_unit_id <> s.ended_id
  )
  insert into unit_closure (ancestor_id, descendant_id, depth, via, valid)
  select c.ancestor_id, s.ended_id, c.depth + 1, 'lineage', c.valid * s.valid
  from succession s join unit_closure c on c.descendant_id = s.successor_id and c.via = 'parent'
  where c.valid && s.valid;
$$;

-- A plan is drafted, checked, approved by somebody else, applied as a whole on or after its day, or withdrawn.
create table reorganisation_plan (
  id uuid primary key,
  unit_id uuid not null references unit,
  title text not null,
  effective_on date not null,
  state text not null check (state in ('draft', 'checked', 'approved', 'applied', 'withdrawn')),
  -- Operations and what people have to look at, as in a plan file.
  content jsonb not null,
  -- The tree it was checked against: a plan that another one has overtaken is refused.
  tree_hash text,
  drafted_by uuid references person,
  drafted_at timestamptz not null default now(),
  approved_by uuid references person,
  approved_at timestamptz,
  applied_by uuid references person,
  applied_at timestamptz,
  version int not null default 1,
  check (approved_by is null or approved_by is distinct from drafted_by)
);
create index reorganisation_plan_unit on reorganisation_plan (unit_id);
select guard_by_unit('reorganisation_plan');
grant select, insert, update on reorganisation_plan to vung_manh_app;
grant update on authority_succession to vung_manh_app;
