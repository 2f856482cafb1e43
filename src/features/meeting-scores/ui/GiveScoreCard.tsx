import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { newId } from '#platform/web/newId.ts'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { TextAreaField } from '#platform/web/TextAreaField.tsx'
import type { Verdict } from '#features/rule-sets/ruleSetSchema.ts'
import { formatNumber } from '#shared/format.ts'
import { type MeetingScores, scoreMeeting } from '../contract.ts'
import * as messages from '../messages.ts'
import { scoreOf } from '../sheet.ts'
import { SheetRows } from './SheetRows.tsx'

/** An officer's or inspector's own score, judged without the cell's before their eyes. */
export function GiveScoreCard({ of, onClose }: { of: MeetingScores; onClose: () => void }) {
  const m = useMessages(messages)
  const [id] = useState(newId)
  const [verdicts, setVerdicts] = useState<Record<string, Verdict>>({})
  const [note, setNote] = useState('')
  const give = useCommand(scoreMeeting, { done: m.given, quietly: true, onDone: onClose })
  const { unitId, meetingId, sheet, facts, filled } = of
  if (!sheet) return null
  const { points, of: most, missing, level } = scoreOf(sheet.content, verdicts, filled, sheet.open)
  return (
    <Card title={m.give} aside={<span className="muted">{sheet.title}</span>}>
      <Stack>
        <SheetRows
          sheet={sheet.content}
          facts={facts}
          verdicts={verdicts}
          filled={filled}
          onJudge={(code, verdict) => setVerdicts((before) => ({ ...before, [code]: verdict }))}
        />
        <TextAreaField label={m.note} hint={m.aboutMeeting} value={note} maxLength={2000} onChange={setNote} />
        <output className="strong">
          {[
            m.sumOf(formatNumber(points), formatNumber(most)),
            missing.length > 0 ? m.missing(missing.length) : m.proposed(level?.label ?? '—'),
          ].join(' · ')}
        </output>
        {give.problem && <ProblemNotice problem={give.problem} />}
        <Row>
          <Button
            look="main"
            busy={give.busy}
            onClick={() => give.run({ unitId, meetingId, id, verdicts, note })}
            {...(missing.length > 0 ? { blocked: m.missing(missing.length) } : {})}
          >
            {m.send}
          </Button>
          <Button look="quiet" onClick={onClose}>
            {m.cancel}
          </Button>
        </Row>
      </Stack>
    </Card>
  )
}
