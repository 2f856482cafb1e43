-- One unit and everything below it derived anew, with the levels of both ends, which every row has since 0101.
create or replace function rebuild_unit_closure_of(target uuid) returns void language sql as $$
  delete from unit_closure c
  where c.via = 'parent' and c.descendant_id in (
    with recursive down as (
      select target as id
      union
      select v.unit_id from down join unit_version v on v.parent_id = down.id
    ) select id from down);
  with recursive down as (
    select target as id
    union
    select v.unit_id from down join unit_version v on v.parent_id = down.id
  ), up as (
    select v.unit_id as descendant_id, v.unit_id as ancestor_id, 0 as depth, v.valid
    from unit_version v where v.unit_id in (select id from down)
    union all
    select up.descendant_id, v.parent_id, up.depth + 1, up.valid * v.valid
    from up join unit_version v on v.unit_id = up.ancestor_id and v.valid && up.valid
    where v.parent_id is not null and up.depth < 12
  )
  insert into unit_closure (ancestor_id, ancestor_level, descendant_id, descendant_level, depth, via, valid)
  select up.ancestor_id, (select k.level from unit_version v join unit_kind k on k.code = v.kind where v.unit_id = up.ancestor_id limit 1),
    up.descendant_id, (select k.level from unit_version v join unit_kind k on k.code = v.kind where v.unit_id = up.descendant_id limit 1),
    up.depth, 'parent', unnest(range_agg(up.valid))
  from up group by up.ancestor_id, up.descendant_id, up.depth;
$$;
