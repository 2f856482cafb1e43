import { useMessages } from '#platform/web/lang.tsx'
import { formatInstant } from '#shared/format.ts'
import * as messages from '../screenMessages.ts'
import type { BodyKind, ItemLine } from './judging.ts'

const kinds: readonly BodyKind[] = ['survey', 'self', 'commune', 'team']

/** What the bodies wrote beside their verdicts on one item, but the one that is being written. */
export function VerdictNotes({ line, but }: { line: ItemLine; but: BodyKind | null }) {
  const m = useMessages(messages)
  const written = kinds.flatMap((kind) => {
    const given = line.verdicts[kind]
    return given && given.note !== '' && kind !== but ? [{ kind, ...given }] : []
  })
  if (written.length === 0) return null
  return (
    <div className="criterion-part">
      <h3>{m.note}</h3>
      {written.map(({ kind, note, by, at }) => (
        <div key={kind} className="criterion-notes">
          <p className="prose">{note}</p>
          <p className="small muted">
            {m.noteBy(by?.name ? `${m.bodies[kind]}, ${by.name}` : m.bodies[kind], formatInstant(at))}
          </p>
        </div>
      ))}
    </div>
  )
}
