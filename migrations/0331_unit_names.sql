-- Units by name, for everybody signed in. Matching text behind a policy cannot use the index on names (a pattern could tell
-- of rows the policy hides), so this one question is asked past the policy, which it repeats: without an account, nothing.
-- `wanted`, `above`: folded names; each is meant at the beginning of a word.
create function find_unit_names(wanted text, above text, day date, most int)
returns table (unit_id uuid, matched text, since date, in_force boolean, rank int, height int)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  pattern text := regexp_replace(wanted, '([\\%_])', '\\\1', 'g');
  place text := regexp_replace(above, '([\\%_])', '\\\1', 'g');
begin
  if nullif(current_setting('app.account_id', true), '') is null then return; end if;
  return query
    select v.unit_id, v.name, lower(v.valid), v.valid @> day,
      case
        when v.name_folded = wanted then 0
        when v.name_folded like '% ' || pattern then 1
        when ' ' || v.name_folded || ' ' like '% ' || pattern || ' %' then 2
        else 3
      end,
      array_position(array['province', 'district', 'commune', 'cell', 'group', 'body'], k.level)
    from unit_version v join unit_kind k on k.code = v.kind
    where (v.name_folded like pattern || '%' or v.name_folded like '% ' || pattern || '%') and lower(v.valid) <= day
      and (place is null or v.unit_id in (
        select c.descendant_id from unit_version a
        join unit_closure c on c.ancestor_id = a.unit_id and c.depth > 0 and c.via = 'parent'
        where a.name_folded like place || '%' or a.name_folded like '% ' || place || '%'))
    order by v.valid @> day desc, 5, 6, v.name_folded collate "C", v.unit_id limit most;
end $$;
revoke all on function find_unit_names(text, text, date, int) from public;
grant execute on function find_unit_names(text, text, date, int) to vung_manh_app;
