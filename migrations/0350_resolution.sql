-- What a cell resolved and what became of it; bodies of the hamlet receive what concerns them and nothing else.

-- Bodies outside the cell that stand beside it in a hamlet: units under it, so that people hold positions there, have
-- accounts as everybody has, and a reorganisation takes them along.
alter table unit_kind drop constraint unit_kind_level_check;
alter table unit_kind add constraint unit_kind_level_check
  check (level in ('province', 'district', 'commune', 'cell', 'group', 'body'));
insert into unit_kind (code, level, label_vi, label_en, committee_vi, in_use) values
  ('hamlet_board', 'body', 'Ban nhân dân', 'Hamlet board', 'Ban nhân dân', '[1930-01-01,)'),
  ('front_committee', 'body', 'Ban công tác Mặt trận', 'Front committee', 'Ban công tác Mặt trận', '[1930-01-01,)'),
  ('association', 'body', 'Chi hội, chi đoàn', 'Association', 'Ban chấp hành', '[1930-01-01,)');

-- A meeting's resolution, made when its record is closed; a correction of the record corrects it.
create table resolution (
  unit_id uuid not null references unit,
  id uuid not null,
  resolved_on date not null,
  seq bigint not null,
  primary key (unit_id, id),
  foreign key (unit_id, id) references meeting (unit_id, id)
);

-- A clause as it has to be carried out, under the clause's own id. `state` and `closed_on` follow from its reports.
create table task (
  unit_id uuid not null references unit,
  id uuid not null,
  resolution_id uuid not null,
  ordinal int not null,
  what text not null,
  owner text not null,
  measure text not null,
  due date,
  body_ids uuid[] not null default '{}',
  state text not null default 'open' check (state in ('open', 'reported', 'done', 'cancelled')),
  closed_on date,
  version int not null default 1,
  seq bigint not null,
  primary key (unit_id, id),
  foreign key (unit_id, resolution_id) references resolution (unit_id, id)
);
create index task_of_resolution on task (unit_id, resolution_id);
create index task_open on task (unit_id, due) where state in ('open', 'reported');
create index task_seq on task (unit_id, seq);
create index task_of_body on task using gin (body_ids);

-- What was said of a task, by a meeting, by the cell's leaders or by a body; only ever appended.
create table task_report (
  unit_id uuid not null,
  id uuid not null,
  task_id uuid not null,
  step text not null check (step in ('meeting', 'report', 'accept', 'send_back', 'cancel', 'withdraw', 'restore')),
  outcome text check (outcome in ('done', 'partly', 'not_done')),
  result text not null default '',
  evidence text not null default '',
  on_day date not null,
  meeting_id uuid,
  body_id uuid references unit,
  person_id uuid references person,
  seq bigint not null,
  primary key (unit_id, id),
  foreign key (unit_id, task_id) references task (unit_id, id)
);
create index task_report_of_task on task_report (unit_id, task_id, seq);

-- A clause sent to a body outside the cell. `body_name`: as it was called that day.
create table clause_delivery (
  unit_id uuid not null,
  task_id uuid not null,
  body_id uuid not null references unit,
  body_name text not null,
  sent_on date not null,
  acknowledged_on date,
  acknowledged_by uuid references person,
  reported_on date,
  withdrawn_on date,
  primary key (unit_id, task_id, body_id),
  foreign key (unit_id, task_id) references task (unit_id, id)
);
create index clause_delivery_of_body on clause_delivery (body_id, sent_on desc);

select guard_by_unit(t::regclass) from unnest(array['resolution', 'task', 'task_report', 'clause_delivery']) t;
-- A body sees the clauses that concern it, and what it said itself.
create policy by_body on task for all to vung_manh_app using (
  body_ids && (select string_to_array(nullif(current_setting('app.units', true), ''), ',')::uuid[]));
create policy by_body on task_report for all to vung_manh_app using (
  body_id = any ((select string_to_array(nullif(current_setting('app.units', true), ''), ',')::uuid[])::uuid[]));
create policy by_body on clause_delivery for all to vung_manh_app using (
  body_id = any ((select string_to_array(nullif(current_setting('app.units', true), ''), ',')::uuid[])::uuid[]));

grant select, insert, update on resolution, task, clause_delivery to vung_manh_app;
grant select, insert on task_report to vung_manh_app;
