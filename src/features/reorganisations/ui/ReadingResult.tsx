import { useState } from 'react'
import { Bar } from '#platform/web/Bar.tsx'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { DataTable } from '#platform/web/DataTable.tsx'
import { Facts } from '#platform/web/Facts.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { SelectField } from '#platform/web/SelectField.tsx'
import { StateChip } from '#platform/web/StateChip.tsx'
import { formatNumber } from '#shared/format.ts'
import * as messages from '../listMessages.ts'
import type { PlanReading } from '../unitLists.ts'
import * as reasons from '../messages.ts'
import type { Choices } from './FromListsPage.tsx'
import { ToldList } from './ToldList.tsx'
import { useWordsOf } from './useWordsOf.ts'

type Unresolved = PlanReading['content']['unresolved'][number]

interface ReadingResultProps {
  reading: PlanReading
  choices: Choices
  onChoose: (choices: Choices) => void
  busy: boolean
  onReadAgain: () => void
}

const PAGE = 30

/** What was read: how many names are certain and how, what is to be chosen, what is told with its reason. */
export function ReadingResult({ reading, choices, onChoose, busy, onReadAgain }: ReadingResultProps) {
  const m = useMessages(messages)
  const words = useWordsOf()
  const { mentions, resolved, byOutcome, content, misplaced } = reading
  const open = content.unresolved.filter(({ candidates }) => candidates.length > 0)
  const lost = content.unresolved.filter(({ candidates }) => candidates.length === 0)
  const because = useMessages(reasons).because
  return (
    <>
      <Card title={m.result} tone={resolved === mentions ? 'met' : 'plain'}>
        <Stack gap={12}>
          <p className="strong">{m.resolvedOf(formatNumber(resolved), formatNumber(mentions))}</p>
          <Bar numerator={resolved} over={mentions} />
          <h3>{m.howMatched}</h3>
          <Facts
            facts={Object.entries(byOutcome).map(([outcome, count]) => ({
              label: words('outcomes', outcome),
              value: formatNumber(count),
            }))}
          />
        </Stack>
      </Card>
      {open.length > 0 && (
        <Card tone="warn" title={m.toChoose(formatNumber(open.length))}>
          <Stack>
            <p>{m.toChooseText}</p>
            {open.map((one) => (
              <Choosing key={keyOf(one)} one={one} choices={choices} onChoose={onChoose} />
            ))}
            <div>
              <Button busy={busy} onClick={onReadAgain}>
                {m.readAgain}
              </Button>
            </div>
          </Stack>
        </Card>
      )}
      <ToldList
        title={m.notFound(formatNumber(lost.length))}
        tone="warn"
        lines={lost.map((one) => ({
          key: keyOf(one),
          name: `${one.of.name}: “${one.text}”`,
          why: words('outcomes', one.outcome),
        }))}
      />
      <ToldList
        title={m.splits(formatNumber(content.splits.length))}
        lines={content.splits.map((one) => ({
          key: one.unitId,
          name: m.splitOf(one.name, formatNumber(one.intoIds.length)),
          why: because[one.because],
        }))}
      />
      <ToldList
        title={m.partly(formatNumber(content.partly.length))}
        lines={content.partly.map(({ unitId, name, text }) => ({ key: unitId, name, why: `“${text}”` }))}
      />
      <ToldList
        title={m.unnamed(formatNumber(content.unnamed.length))}
        lines={content.unnamed.map(({ code, name, within }) => ({ key: code, name, why: `${within} (${code})` }))}
      />
      <ToldList
        title={m.misplaced(formatNumber(misplaced.length))}
        tone="warn"
        lines={misplaced.map(({ line, code, name, why }) => ({
          key: `${line} ${code}`,
          name: `${m.line(line)}: ${code} ${name}`,
          why: words('misplaced', why),
        }))}
      />
      <AllMentions reading={reading} />
    </>
  )
}

const keyOf = ({ of, text }: Pick<Unresolved, 'of' | 'text'>): string => `${of.code} ${text}`
const LEAVE = ''

function Choosing({ one, choices, onChoose }: { one: Unresolved } & Pick<ReadingResultProps, 'choices' | 'onChoose'>) {
  const m = useMessages(messages)
  const words = useWordsOf()
  const key = keyOf(one)
  const chosen = choices[key]?.code ?? LEAVE
  return (
    <Stack gap={4}>
      <p>
        {m.namedBy(one.of.name)} <strong>“{one.text}”</strong>. {words('outcomes', one.outcome)}
      </p>
      <SelectField
        label={m.meant}
        value={chosen}
        placeholder={m.leave}
        onChange={(code) => onChoose({ ...choices, [key]: { of: one.of.code, text: one.text, code } })}
        options={one.candidates.map(({ code, name, within }) => ({
          value: code,
          label: m.candidate(name, within, code),
        }))}
      />
    </Stack>
  )
}

function AllMentions({ reading: { matches, byOutcome } }: { reading: PlanReading }) {
  const m = useMessages(messages)
  const words = useWordsOf()
  const [outcome, setOutcome] = useState('all')
  const [shown, setShown] = useState(PAGE)
  const rows = matches.filter((one) => outcome === 'all' || one.outcome === outcome)
  return (
    <Card title={m.allMentions} aside={<span className="muted">{formatNumber(rows.length)}</span>}>
      <SelectField
        label={m.show}
        value={outcome}
        onChange={(value) => {
          setOutcome(value)
          setShown(PAGE)
        }}
        options={[
          { value: 'all', label: m.all },
          ...Object.keys(byOutcome).map((value) => ({ value, label: words('outcomes', value) })),
        ]}
      />
      <DataTable
        label={m.allMentions}
        rows={rows.slice(0, shown)}
        keyOf={keyOf}
        onMore={rows.length > shown ? () => setShown(shown + PAGE) : undefined}
        columns={[
          { key: 'text', title: m.mention, cell: ({ text }) => text },
          { key: 'of', title: m.newUnit, cell: ({ of }) => of.name },
          {
            key: 'unit',
            title: m.takenFor,
            cell: ({ unit }) => (unit ? `${unit.name} (${unit.code})` : <StateChip tone="warn">{m.leave}</StateChip>),
          },
          { key: 'how', title: m.how, cell: (one) => words('outcomes', one.outcome) },
        ]}
      />
    </Card>
  )
}
