-- What a report asks of the tree is nearly always the cells below a unit, and the commune above a cell. The levels of
-- both, which a unit keeps for life, stand in the row: no report reads past the groups of every cell, nor past what the
-- tree was before a reorganisation.
alter table unit_closure add column descendant_level text, add column ancestor_level text;
update unit_closure c set
  descendant_level = (select k.level from unit_version v join unit_kind k on k.code = v.kind where v.unit_id = c.descendant_id limit 1),
  ancestor_level = (select k.level from unit_version v join unit_kind k on k.code = v.kind where v.unit_id = c.ancestor_id limit 1);
alter table unit_closure alter column descendant_level set not null, alter column ancestor_level set not null;
drop index unit_closure_down;
create index unit_closure_down on unit_closure (ancestor_id, descendant_level, descendant_id);
create index unit_closure_commune on unit_closure (descendant_id) where ancestor_level = 'commune';
-- The few rows by which a unit goes on in another.
create index unit_closure_lineage on unit_closure (ancestor_id, descendant_id) where via = 'lineage';
create index unit_version_kind on unit_version (kind, unit_id);

create or replace function rebuild_unit_closure() returns void language sql as $$
  with recursive up as (
    select unit_id as descendant_id, unit_id as ancestor_id, 0 as depth, valid from unit_version
    union all
    select up.descendant_id, v.parent_id, up.depth + 1, up.valid * v.valid
    from up join unit_version v on v.unit_id = up.ancestor_id and v.valid && up.valid
    where v.parent_id is not null and up.depth < 12
  ), levels as materialized (
    select v.unit_id, min(k.level) as level from unit_version v join unit_kind k on k.code = v.kind group by v.unit_id
  ), parent as materialized (
    select one.ancestor_id, a.level as ancestor_level, one.descendant_id, d.level as descendant_level, one.depth, one.valid
    from (select ancestor_id, descendant_id, depth, unnest(range_agg(valid)) as valid
      from up group by ancestor_id, descendant_id, depth) one
    join levels a on a.unit_id = one.ancestor_id join levels d on d.unit_id = one.descendant_id
  ), ended as (
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
  ), derived as materialized (
    select ancestor_id, ancestor_level, descendant_id, descendant_level, depth, 'parent' as via, valid from parent
    union all
    select distinct p.ancestor_id, p.ancestor_level, s.ended_id, l.level, p.depth + 1, 'lineage', p.valid * s.valid
    from succession s join parent p on p.descendant_id = s.successor_id join levels l on l.unit_id = s.ended_id
    where p.valid && s.valid
  ), gone as (
    delete from unit_closure c where not exists (
      select from derived d where d.ancestor_id = c.ancestor_id and d.descendant_id = c.descendant_id
        and d.depth = c.depth and d.via = c.via and d.valid = c.valid)
  )
  insert into unit_closure (ancestor_id, ancestor_level, descendant_id, descendant_level, depth, via, valid)
  select d.ancestor_id, d.ancestor_level,
    d.descendant_id, d.descendant_level,
    d.depth, d.via, d.valid
  from derived d where not exists (
    select from unit_closure c where c.ancestor_id = d.ancestor_id and c.descendant_id = d.descendant_id
      and c.depth = d.depth and c.via = d.via and c.valid = d.valid);
$$;
