import './RollTab.css'
import { Button } from '#platform/web/Button.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { marks } from '../mark.ts'
import * as messages from '../messages.ts'
import type { Attendance } from '../record.ts'
import { type OpenRecord, useWrite } from './useRecords.ts'

const counted = ['present', 'excused', 'absent', 'exempt', 'unmarked'] as const

/** The roll call: one press a member, counts always in view. */
export function RollTab({ open }: { open: OpenRecord }) {
  const m = useMessages(messages)
  const write = useWrite(open)
  const names = new Map(open.members.map(({ id, name }) => [id, name]))
  const unmarked = open.roll.filter(({ memberId, mark }) => mark === null && !open.record.has(`roll/${memberId}`))
  if (open.roll.length === 0) return <EmptyState title={m.noMembers} />
  return (
    <Stack>
      <dl className="roll-counts" aria-live="polite">
        {counted.map((count) => (
          <div key={count}>
            <dt className="small">{count === 'unmarked' ? m.unmarkedShort : m.marksShort[count]}</dt>
            <dd>{open.totals[count]}</dd>
          </div>
        ))}
      </dl>
      {unmarked.length > 0 && (
        <Button
          icon="check"
          wide
          onClick={() =>
            void write(...unmarked.map(({ memberId }) => ({ field: 'roll', key: memberId, value: 'present' as const })))
          }
        >
          {m.allPresent(unmarked.length)}
        </Button>
      )}
      <ul className="roll-list">
        {open.roll.map((line) => (
          <RollLine
            key={line.memberId}
            name={names.get(line.memberId) ?? line.memberId}
            line={line}
            onMark={(mark) => write({ field: 'roll', key: line.memberId, value: mark })}
          />
        ))}
      </ul>
    </Stack>
  )
}

interface RollLineProps {
  name: string
  line: Attendance
  onMark: (mark: (typeof marks)[number]) => unknown
}

function RollLine({ name, line, onMark }: RollLineProps) {
  const m = useMessages(messages)
  return (
    <li className="roll-line">
      <span className="strong">{name}</span>
      <fieldset className="roll-marks">
        <legend className="unseen">{m.markOf(name)}</legend>
        {marks.map((mark) => (
          <button
            key={mark}
            type="button"
            className={`roll-mark roll-${mark}`}
            aria-pressed={line.mark === mark}
            aria-label={m.marks[mark]}
            onClick={() => line.mark !== mark && onMark(mark)}
          >
            {m.marksShort[mark]}
          </button>
        ))}
      </fieldset>
    </li>
  )
}
