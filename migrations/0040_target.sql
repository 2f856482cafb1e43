-- A promise is replaced by another, never edited: the day and the reason stay, so that a report of an earlier day finds
-- the promise of that day.
alter table target add column replaced_on date;
alter table target add column replaced_by uuid references target deferrable initially deferred;
alter table target add column replaced_reason text;
alter table target add check ((state = 'replaced') = (replaced_on is not null));
alter table target add check (agreed_on is null or agreed_on >= registered_on);
alter table target add check (replaced_on is null or replaced_on >= registered_on);
create index target_unit on target (unit_id, programme_id);
select guard_by_unit('target');
