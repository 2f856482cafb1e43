-- Units that are edited by people: a version to write against, one unit's place in the tree without a rebuild of all,
-- and names found word by word.
alter table unit add column version int not null default 1;

-- A unit has at most one profile for a day; a correction is a profile of a later day.
create unique index cell_profile_day on cell_profile (unit_id, as_of desc);
create index unit_version_unit on unit_version (unit_id);

-- The rows of one unit and everything below it, derived anew as `rebuild_unit_closure` derives all of them. For units
-- without lineage: what lineage continues is the business of the plan that makes it.
create function rebuild_unit_closure_of(target uuid) returns void language sql as $$
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
  insert into unit_closure (ancestor_id, descendant_id, depth, via, valid)
  select ancestor_id, descendant_id, depth, 'parent', unnest(range_agg(valid))
  from up group by ancestor_id, descendant_id, depth;
$$;
