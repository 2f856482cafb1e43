-- A policy looks each row's unit up in the tree. Written as `exists`, PostgreSQL may instead list every unit below the
-- actor once per table and statement, believing there are a handful: for a province there are tens of thousands, and a
-- page of fifty lines took three to five times as long as without policies. A scalar sub-select is only ever looked up.
create or replace function guard_by_unit(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format($policy$
    create policy by_unit on %s for all to vung_manh_app using ((
      select true from unit_closure c
      where c.descendant_id = %s.unit_id
        and c.ancestor_id = any ((select string_to_array(nullif(current_setting('app.units', true), ''), ',')::uuid[])::uuid[])
        and c.valid @> (select nullif(current_setting('app.today', true), '')::date)
      limit 1))
  $policy$, target, target);
end $$;

do $$
declare
  rule record;
  looked_up constant text := '^\(EXISTS \( SELECT 1\s+(FROM unit_closure c\s+WHERE .*)\)\)$';
begin
  for rule in
    select polname as name, polrelid::regclass as target, pg_get_expr(polqual, polrelid) as seen,
      pg_get_expr(polwithcheck, polrelid) as written
    from pg_policy where polrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)
  loop
    if rule.seen ~ looked_up then
      execute format('alter policy %I on %s using ((%s))', rule.name, rule.target,
        regexp_replace(rule.seen, looked_up, 'SELECT true \1 LIMIT 1'));
    end if;
    if rule.written ~ looked_up then
      execute format('alter policy %I on %s with check ((%s))', rule.name, rule.target,
        regexp_replace(rule.written, looked_up, 'SELECT true \1 LIMIT 1'));
    end if;
  end loop;
end $$;
