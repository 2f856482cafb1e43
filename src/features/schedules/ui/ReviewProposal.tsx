import { useState } from 'react'
import { dayText, isHour } from '#features/calendar/ui/when.ts'
import { useGo } from '#platform/web/address.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { useLang, useMessages } from '#platform/web/lang.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { StateChip } from '#platform/web/StateChip.tsx'
import { TextField } from '#platform/web/TextField.tsx'
import { formatNumber } from '#shared/format.ts'
import { acceptProposal, cancelProposal, type ProposalView } from '../contract.ts'
import * as messages from '../messages.ts'
import { checkSchedule, sameSlot } from '../schedule.ts'
import './ReviewProposal.css'
import { UnmetCard } from './UnmetCard.tsx'

interface ReviewProposalProps {
  proposal: ProposalView
  answer: NonNullable<ProposalView['answer']>
}

/** The proposed days, each of which may be changed by hand; what that costs is counted at once by the same checker. */
export function ReviewProposal({ proposal, answer }: ReviewProposalProps) {
  const m = useMessages(messages)
  const { lang } = useLang()
  const go = useGo()
  const [editing, setEditing] = useState<string | null>(null)
  const { unitId, id: proposalId, version, period, request } = proposal
  const [placements, setPlacements] = useState(answer.placements)
  const [reason, setReason] = useState('')
  const [place, setPlace] = useState(m.placeDefault)
  const changed = placements.some((one, at) => {
    const proposed = answer.placements[at]
    return proposed !== undefined && !sameSlot(one, proposed)
  })
  const { missed } = checkSchedule(request.problem, placements)
  const accept = useCommand(acceptProposal, {
    quietly: true,
    onDone: () => go(`/units/${unitId}/calendar?month=${period}`),
  })
  const discard = useCommand(cancelProposal)
  const targets = new Map(request.targets.map((target) => [target.unitId, target]))
  const send = () =>
    accept.run({
      unitId,
      proposalId,
      version,
      reason,
      placements: placements.flatMap(({ meetingId, day, time }) => {
        const target = targets.get(meetingId)
        return target ? [{ unitId: meetingId, day, time, place: target.place || place }] : []
      }),
    })
  const put = (meetingId: string, slot: { day?: string; time?: string }) =>
    setPlacements(placements.map((one) => (one.meetingId === meetingId ? { ...one, ...slot } : one)))
  const wrong = placements.some(({ day, time }) => day === '' || !isHour(time)) ? m.need : undefined
  return (
    <Stack gap={16}>
      <Card>
        <Row gap={8}>
          <StateChip tone={missed.length === 0 ? 'met' : 'late'}>
            {missed.length === 0 ? m.everyone : m.missed(missed.length)}
          </StateChip>
          <span className="small muted">
            {changed
              ? m.changedByHand
              : `${answer.proved ? m.proved : m.notProved} ${m.inSeconds(formatNumber(answer.milliseconds / 1000))}`}
          </span>
        </Row>
      </Card>
      {!changed && answer.unmet.length > 0 && <UnmetCard request={request} unmet={answer.unmet} />}
      <Card flush>
        <ul className="review-proposal">
          {placements.map(({ meetingId, day, time }) => {
            const meeting = request.problem.meetings.find(({ id }) => id === meetingId)
            if (!meeting || !targets.has(meetingId)) return null
            return (
              <li key={meetingId}>
                <span className="review-proposal-name">
                  <span className="strong">{meeting.name}</span>
                  <span className="small muted">{m.fixed[meeting.fixed ?? 'free']}</span>
                </span>
                {editing === meetingId ? (
                  <>
                    <DayField label={m.day} value={day} onChange={(next) => put(meetingId, { day: next })} />
                    <TextField
                      label={m.hour}
                      value={time}
                      onChange={(next) => put(meetingId, { time: next })}
                      maxLength={5}
                    />
                  </>
                ) : (
                  <>
                    <span>{`${time} · ${dayText(day, lang)}`}</span>
                    <Button small aria-label={m.edit(meeting.name)} onClick={() => setEditing(meetingId)}>
                      {m.editShort}
                    </Button>
                  </>
                )}
              </li>
            )
          })}
        </ul>
      </Card>
      <Card>
        <TextField label={m.place} value={place} onChange={setPlace} maxLength={200} />
        <TextField
          label={m.reason}
          optional
          value={reason}
          onChange={setReason}
          maxLength={300}
          error={accept.problem?.of('reason')}
        />
        {accept.problem && <ProblemNotice problem={accept.problem} />}
        <Row gap={8}>
          <Button look="main" busy={accept.busy} blocked={wrong} onClick={send}>
            {m.accept}
          </Button>
          <Button busy={discard.busy} onClick={() => discard.run({ unitId, proposalId, version })}>
            {m.discard}
          </Button>
        </Row>
      </Card>
    </Stack>
  )
}
