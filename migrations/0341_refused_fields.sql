-- What the system has no place for is refused as a key of every free value, too: numbers and papers of identity, religion,
-- ethnicity, self-criticism. `src/shared/refusedField.ts` knows the headings of files; these are the words that mean nothing else.
-- Keys are ids at times, and `cccd` may stand in one.
create function holds_refused_field(held jsonb) returns boolean
language sql immutable parallel safe set search_path = pg_catalog as $$
  select held is not null and jsonb_path_exists(held, 'lax $.** ? (@.type() == "object").keyvalue() ? (@.key like_regex
    "(^|[^-0-9a-f])cccd($|[^-0-9a-f])|cmnd|cmtnd|c[aă]n[ _-]?c[uư][oớ]c|citizen[ _-]?id|national[ _-]?id|passport|h[oộ][ _-]?chi[eế]u|t[oô]n[ _-]?gi[aá]o|religio|d[aâ]n[ _-]?t[oộ]c|ethnic|t[uự][ _-]?ph[eê][ _-]?b[iì]nh|self[ _-]?criticism" flag "i")')
$$;
-- Puts that check on every free value that has none yet; a migration that brings one calls it.
create function guard_free_values() returns void language plpgsql as $$
declare
  spot record;
begin
  for spot in
    select c.oid::regclass as place, a.attname as name from pg_attribute a
    join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
      and a.attnum > 0 and not a.attisdropped and a.atttypid in ('jsonb'::regtype, 'json'::regtype)
      and not exists (select 1 from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and a.attnum = any (k.conkey)
        and pg_get_constraintdef(k.oid) like '%holds_refused_field%')
  loop
    execute format('alter table %s add constraint %I check (not holds_refused_field(%I::jsonb))',
      spot.place, spot.name || '_refused_fields', spot.name);
  end loop;
end $$;
revoke execute on function guard_free_values() from public;
select guard_free_values();
