-- The one deletion the application makes of units: those of an import that nothing refers to. By two narrow functions, because
-- its role deletes no unit and sees not everything that may refer to one.
create function units_in_use(wanted uuid[]) returns table (unit_id uuid)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare reference record;
begin
  return query select v.parent_id from unit_version v where v.parent_id = any (wanted) and not v.unit_id = any (wanted)
    union select v.unit_id from unit_version v where v.unit_id = any (wanted) group by v.unit_id having count(*) > 1;
  for reference in
    select c.conrelid::regclass as place, a.attname as attribute
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = 'unit'::regclass
      and c.conrelid not in ('unit_closure'::regclass, 'unit_version'::regclass) loop
    return query execute format('select %I from %s where %I = any ($1)', reference.attribute, reference.place,
      reference.attribute) using wanted;
  end loop;
end $$;

-- Refused by the foreign keys where something still refers to a unit, whoever may see it.
create function take_back_units(import uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare units uuid[] := (select i.unit_ids from unit_import i where i.id = import and i.undone_at is null);
begin
  delete from unit_closure where descendant_id = any (units) or ancestor_id = any (units);
  delete from unit_version where unit_id = any (units);
  delete from unit where id = any (units);
end $$;
revoke all on function units_in_use(uuid[]), take_back_units(uuid) from public;
grant execute on function units_in_use(uuid[]), take_back_units(uuid) to vung_manh_app;
