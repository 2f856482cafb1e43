import { Card } from '#platform/web/Card.tsx'
import { Icon } from '#platform/web/Icon.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { formatDate } from '#shared/format.ts'
import type { Preview } from '../planPreview.ts'
import * as reasons from '../messages.ts'
import * as messages from '../screenMessages.ts'

const MOST = 5
const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)
const told = (units: readonly { name: string }[]) => units.slice(0, MOST).map(({ name }) => name)

/** Exactly why the plan cannot be applied: unit, reason, day, and the other units it is about. */
export function PlanRefusals({ refusals }: { refusals: Preview['refusals'] }) {
  const m = useMessages(messages)
  const { refusals: words, remedies } = useMessages(reasons)
  if (refusals.length === 0) return <Card tone="met" title={m.fine} aside={<Icon name="check" />} />
  return (
    <Card tone="warn" title={m.refusals(refusals.length)}>
      <Stack gap={12}>
        {refusals.map(({ why, unit, others, on, operation, day }) => (
          <div key={`${why}/${unit.id}/${operation}`}>
            {unit.id !== '' && (
              <>
                <strong>{unit.name}</strong>:{' '}
              </>
            )}
            {unit.id === '' ? sentence(words[why]) : words[why]}{' '}
            <span className="muted">
              (
              {[
                formatDate(on),
                ...(day === null ? [] : [formatDate(day)]),
                ...told(others),
                ...(others.length > MOST ? [m.andMore(others.length - MOST)] : []),
              ].join(' · ')}
              )
            </span>{' '}
            {remedies[why]}
          </div>
        ))}
      </Stack>
    </Card>
  )
}
