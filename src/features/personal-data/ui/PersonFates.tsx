import { Stack } from '#platform/web/Layout.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { columnWord } from '../columnWords.ts'
import type { PreviewView } from '../erasureView.ts'
import { fates } from '../erasure.ts'
import * as messages from '../messages.ts'
import { tableWord } from '../tableWords.ts'
import { RowsDetails } from './RowsDetails.tsx'

/** What goes, what loses the name, what stays and why: kind by kind, each opening its rows. */
export function PersonFates({ person }: { person: NonNullable<PreviewView['person']> }) {
  const m = useMessages(messages)
  return (
    <Stack gap={20}>
      {fates.map((fate) => {
        const tables = person.tables.filter((one) => one.fate === fate)
        return (
          tables.length > 0 && (
            <section key={fate} aria-label={m.fates[fate]}>
              <Stack gap={8}>
                <h3>{m.fates[fate]}</h3>
                <p className="muted small">{m.fateTexts[fate]}</p>
                {tables.map(({ table, rows, fields }) => (
                  <RowsDetails
                    key={table}
                    of={table}
                    personId={person.id}
                    summary={m.kindRows(tableWord(table), rows, fate === 'goes' ? '' : wordsOf(fields))}
                  />
                ))}
              </Stack>
            </section>
          )
        )
      })}
    </Stack>
  )
}

const wordsOf = (fields: readonly string[]) => [...new Set(fields.map(columnWord))].join(', ').toLowerCase()
