-- Who wrote a draft of a criteria set, so that somebody else publishes it; one draft of a code at a time; and
-- everything of a published set that never changes. Only its last day may be named later, when it is retired.
create table rule_set_drafter (
  rule_set_id uuid not null references rule_set,
  person_id uuid not null references person,
  primary key (rule_set_id, person_id)
);
grant select, insert on rule_set_drafter to vung_manh_app;

create unique index rule_set_one_draft on rule_set (code) where status = 'draft';
alter table rule_set add constraint rule_set_published_by_another check (published_by <> drafted_by);

create or replace function refuse_change_of_published_rule_set() returns trigger language plpgsql as $$
begin
  if old.status <> 'draft' and (new.content, new.content_hash, new.code, new.revision, new.purpose, new.title,
      new.demonstration, new.legal_number, new.legal_date, new.legal_issuer, lower(new.effective), new.drafted_by,
      new.published_by, new.published_at)
    is distinct from (old.content, old.content_hash, old.code, old.revision, old.purpose, old.title,
      old.demonstration, old.legal_number, old.legal_date, old.legal_issuer, lower(old.effective), old.drafted_by,
      old.published_by, old.published_at) then
    raise exception 'a published rule set never changes' using errcode = 'VM001';
  end if;
  if (old.status = 'published' and new.status = 'draft') or (old.status = 'retired' and new.status <> 'retired') then
    raise exception 'a rule set never goes back' using errcode = 'VM001';
  end if;
  return new;
end $$;
