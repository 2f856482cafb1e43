-- The cell's own list of members and its meetings, kept as a log of entries that phones append without a network.

-- Visible to the cell alone: `app.cells` holds the cells on which the actor holds a position today and the cells that
-- ended into those. Only the row's own column is compared, so that such tables can be spread over several servers.
create function guard_by_cell(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format($policy$
    create policy by_cell on %s for all to vung_manh_app using (
      unit_id = any ((select string_to_array(nullif(current_setting('app.cells', true), ''), ',')::uuid[])::uuid[]))
  $policy$, target);
end $$;

-- The one counter of changes of a cell. Whoever changes something holds its row, so numbers are seen in their order and
-- a device that has seen number n has seen everything up to n.
create table cell_log (
  unit_id uuid primary key references unit,
  last bigint not null default 0
);

-- No more of a member than a roll call needs.
create table cell_member (
  unit_id uuid not null references unit,
  id uuid not null,
  person_id uuid references person,
  name text not null,
  valid daterange not null check (lower(valid) is not null and not isempty(valid)),
  sort_order int not null default 0,
  version int not null default 1,
  seq bigint not null,
  primary key (unit_id, id)
);
create index cell_member_seq on cell_member (unit_id, seq);

-- Excused from meetings for a period (miễn sinh hoạt), by decision of the cell or the level above.
create table member_exemption (
  unit_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  valid daterange not null check (lower(valid) is not null and not isempty(valid)),
  reason_kind text not null,
  version int not null default 1,
  seq bigint not null,
  primary key (unit_id, id),
  foreign key (unit_id, member_id) references cell_member (unit_id, id)
);
create index member_exemption_seq on member_exemption (unit_id, seq);

-- A meeting is what its entries say; these columns are derived from them in the transaction that brings an entry.
create table meeting (
  unit_id uuid not null references unit,
  id uuid not null,
  kind text not null check (kind in ('regular', 'thematic', 'combined', 'committee', 'group')),
  period date not null check (extract(day from period) = 1),
  state text not null default 'open' check (state in ('open', 'closed')),
  held_on date,
  started_at timestamptz,
  ended_at timestamptz,
  minutes int check (minutes >= 0),
  place text,
  theme text,
  members int not null default 0,
  exempt int not null default 0,
  invited int not null default 0,
  present int not null default 0,
  excused int not null default 0,
  absent int not null default 0,
  unmarked int not null default 0,
  spoke int not null default 0,
  conflicts int not null default 0,
  papers_posted_on date,
  results_posted_on date,
  closed_at timestamptz,
  closed_hash text,
  seq bigint not null,
  primary key (unit_id, id)
);
create index meeting_period on meeting (unit_id, period desc);
create index meeting_seq on meeting (unit_id, seq);

-- One line of the log: what somebody entered for one place of the record, and which entries of that place they saw.
create table meeting_entry (
  unit_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  field text not null,
  key text not null,
  value jsonb not null,
  after uuid[] not null,
  device_id uuid not null,
  device_seq int not null,
  device_at timestamptz not null,
  account_id text not null,
  person_id uuid references person,
  received_at timestamptz not null,
  seq bigint not null,
  primary key (unit_id, id),
  foreign key (unit_id, meeting_id) references meeting (unit_id, id)
);
create index meeting_entry_meeting on meeting_entry (unit_id, meeting_id, seq);
create index meeting_entry_seq on meeting_entry (unit_id, seq);

-- The marks as they stand; `mark` is empty while nobody, or two people differently, have said.
create table attendance (
  unit_id uuid not null,
  meeting_id uuid not null,
  member_id uuid not null,
  mark text check (mark in ('present', 'excused', 'absent', 'exempt')),
  spoke boolean not null default false,
  primary key (unit_id, meeting_id, member_id),
  foreign key (unit_id, meeting_id) references meeting (unit_id, id),
  foreign key (unit_id, member_id) references cell_member (unit_id, id)
);
create index attendance_member on attendance (unit_id, member_id);

-- Captured, and without a place in the record yet ("chờ xếp chỗ"): seen by its author and by the cell.
create table unplaced_entry (
  unit_id uuid not null references unit,
  id uuid not null,
  entry jsonb not null,
  reason text not null,
  account_id text not null,
  person_id uuid references person,
  received_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'placed', 'set_aside')),
  settled_by uuid references person,
  settled_at timestamptz,
  settled_reason text,
  version int not null default 1,
  seq bigint not null,
  primary key (unit_id, id)
);
create index unplaced_entry_account on unplaced_entry (account_id);
create index unplaced_entry_seq on unplaced_entry (unit_id, seq);

-- A phone or computer that keeps records: when it was last heard of and how much it still has to send.
create table device (
  id uuid not null,
  account_id text not null,
  person_id uuid references person,
  build text not null,
  waiting int not null default 0,
  first_seen timestamptz not null,
  last_seen timestamptz not null,
  primary key (id, account_id)
);

select guard_by_cell(t::regclass) from unnest(array['cell_member', 'member_exemption', 'meeting_entry',
  'attendance', 'unplaced_entry']) t;
-- A counter says nothing of anybody; whoever still sends something after their position ended counts on.
select guard_by_sign_in('cell_log');
select guard_by_unit('meeting');
-- What somebody wrote stays known as theirs when their position has ended: sent again, it is not taken in twice.
create policy by_author on meeting_entry for select to vung_manh_app
  using (account_id = (select current_setting('app.account_id', true)));
create policy by_author on unplaced_entry for all to vung_manh_app
  using (account_id = (select current_setting('app.account_id', true)));
alter table device enable row level security;
create policy own on device for all to vung_manh_app
  using (account_id = (select current_setting('app.account_id', true)));

grant select, insert, update on cell_log, cell_member, member_exemption, meeting, device to vung_manh_app;
grant select, insert, update, delete on attendance to vung_manh_app;
grant select, insert on meeting_entry to vung_manh_app;
grant select, insert, update on unplaced_entry to vung_manh_app;
