-- The same rows, but only those that differ are written: a plan leaves the rest of the table as it is, without dead rows
-- that every later report would have to read past.
create or replace function rebuild_unit_closure() returns void language sql as $$
  with recursive up as (
    select unit_id as descendant_id, unit_id as ancestor_id, 0 as depth, valid from unit_version
    union all
    select up.descendant_id, v.parent_id, up.depth + 1, up.valid * v.valid
    from up join unit_version v on v.unit_id = up.ancestor_id and v.valid && up.valid
    where v.parent_id is not null and up.depth < 12
  ), parent as materialized (
    select ancestor_id, descendant_id, depth, unnest(range_agg(valid)) as valid
    from up group by ancestor_id, descendant_id, depth
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
    select ancestor_id, descendant_id, depth, 'parent' as via, valid from parent
    union all
    select distinct p.ancestor_id, s.ended_id, p.depth + 1, 'lineage', p.valid * s.valid
    from succession s join parent p on p.descendant_id = s.successor_id
    where p.valid && s.valid
  ), gone as (
    delete from unit_closure c where not exists (
      select from derived d where d.ancestor_id = c.ancestor_id and d.descendant_id = c.descendant_id
        and d.depth = c.depth and d.via = c.via and d.valid = c.valid)
  )
  insert into unit_closure (ancestor_id, descendant_id, depth, via, valid)
  select d.ancestor_id, d.descendant_id, d.depth, d.via, d.valid from derived d where not exists (
    select from unit_closure c where c.ancestor_id = d.ancestor_id and c.descendant_id = d.descendant_id
      and c.depth = d.depth and c.via = d.via and c.valid = d.valid);
$$;
