-- What a body may do with the titles it granted, each power of its own: whoever appraised may re-appraise, whoever decided
-- may confirm, whoever kept the title may revoke and correct it.
update authority_succession set powers = array(
  select power from unnest(array['confirm', 're_appraise', 'revoke', 'correct']) with ordinality as known(power, place)
  where power = 'confirm' and powers && array['decision', 'confirm']
    or power = 're_appraise' and powers && array['appraisal', 're_appraise']
    or power in ('revoke', 'correct') and powers && array['title', power]
  order by place
);
alter table authority_succession add constraint authority_succession_powers check (
  cardinality(powers) > 0 and powers <@ array['confirm', 're_appraise', 'revoke', 'correct']
);
create index authority_succession_from on authority_succession (from_unit_id, to_unit_id);
