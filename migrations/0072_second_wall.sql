-- The second wall where it was missing. Who people are and which positions and seats they hold is open to everybody signed
-- in, as it is on the notice board of any office, and to nobody else.
create function guard_by_sign_in(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format($policy$
    create policy signed_in on %s for all to vung_manh_app
      using ((select nullif(current_setting('app.account_id', true), '')) is not null)
  $policy$, target);
end $$;
select guard_by_sign_in(t::regclass) from unnest(array['person', 'position', 'appraisal_team', 'appraisal_team_member',
  'rule_set_drafter']) t;

-- Numbers are taken by whoever signs for the issuing unit.
select guard_by_unit('document_counter');

-- Events are put into the outbox by whoever causes them and read by the sender alone.
alter table outbox_event enable row level security;
create policy append on outbox_event for insert to vung_manh_app with check (true);
revoke select on outbox_event from vung_manh_app;

-- What became of events is for those who administer the receiver.
alter table webhook_delivery enable row level security;
create policy by_receiver on webhook_delivery for select to vung_manh_app
  using (exists (select 1 from webhook w where w.id = webhook_delivery.webhook_id));
