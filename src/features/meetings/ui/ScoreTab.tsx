import { Card } from '#platform/web/Card.tsx'
import { ChoiceField } from '#platform/web/ChoiceField.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { SelectField } from '#platform/web/SelectField.tsx'
import { useToday } from '#platform/web/session.ts'
import * as scoreMessages from '#features/meeting-scores/messages.ts'
import { filledFrom, scoreOf } from '#features/meeting-scores/sheet.ts'
import { SheetRows } from '#features/meeting-scores/ui/SheetRows.tsx'
import { formatNumber } from '#shared/format.ts'
import { fixedAt, valuesOf } from '../record.ts'
import { factsOf } from '../scoring.ts'
import { ScoreVoteCard } from './ScoreVoteCard.tsx'
import { type OpenRecord, useWrite } from './useRecords.ts'

/** The cell's own score: judged by whoever was asked to, filled by the record, agreed by its committee and voted on. */
export function ScoreTab({ open }: { open: OpenRecord }) {
  const m = useMessages(scoreMessages)
  const write = useWrite(open)
  const today = useToday()
  const { sheet } = open
  if (!sheet)
    return (
      <Card>
        <EmptyState icon="file" title={m.noSheet}>
          {m.noSheetText}
        </EmptyState>
      </Card>
    )
  const { content } = sheet
  const facts = factsOf({ ...open, excused: sheet.excused, counted: open.meeting?.state === 'closed', today })
  const filled = filledFrom(content, facts, sheet.open)
  const verdicts = Object.fromEntries(valuesOf(open.record, 'score').map(({ key, value }) => [key, value]))
  const { points, of, missing, level } = scoreOf(content, verdicts, filled, sheet.open)
  const people = open.listed.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Stack>
      <Card title={m.score} aside={<span className="muted">{sheet.title}</span>}>
        <Stack>
          <SelectField
            label={m.scorer}
            value={fixedAt(open.record, 'people', 'scorer') ?? ''}
            placeholder={m.choose}
            options={people}
            onChange={(value) => void write({ field: 'people', key: 'scorer', value })}
          />
          <SheetRows
            sheet={content}
            facts={facts}
            verdicts={verdicts}
            filled={filled}
            onJudge={(key, value) => void write({ field: 'score', key, value })}
          />
        </Stack>
      </Card>
      <Card title={m.sum}>
        <Stack>
          <output className="strong">
            {[
              m.sumOf(formatNumber(points), formatNumber(of)),
              missing.length > 0 ? m.missing(missing.length) : m.proposed(level?.label ?? '—'),
            ].join(' · ')}
          </output>
          {of < 100 && missing.length === 0 && sheet.open.thematicPoints === null && (
            <p className="small muted">{m.openThematic}</p>
          )}
          <ChoiceField
            label={m.agreed}
            value={fixedAt(open.record, 'scoring', 'agreed')?.level ?? ''}
            inRow
            options={content.thresholds.map((one) => ({ value: one.level, label: one.label }))}
            onChange={(value) => void write({ field: 'scoring', key: 'agreed', value: { level: value } })}
          />
        </Stack>
      </Card>
      <ScoreVoteCard open={open} />
    </Stack>
  )
}
