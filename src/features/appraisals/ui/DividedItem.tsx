import * as dossierMessages from '#features/dossiers/screenMessages.ts'
import { nameOf, verdictText } from '#features/dossiers/ui/verdictWords.ts'
import { ChoiceField } from '#platform/web/ChoiceField.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { TextField } from '#platform/web/TextField.tsx'
import * as messages from '../screenMessages.ts'
import type { ItemStand } from './standpoints.ts'

interface DividedItemProps {
  stand: ItemStand
  /** Which of the groups the team goes with. */
  chosen: number | undefined
  onChoose: (index: number) => void
  reasonOf: (personId: string) => string
  onReason: (personId: string, reason: string) => void
}

/** An item on which the members differ: what each group found, the common verdict, the reasons of the others. */
export function DividedItem({ stand: { item, groups }, chosen, onChoose, reasonOf, onReason }: DividedItemProps) {
  const m = useMessages(messages)
  const d = useMessages(dossierMessages)
  const dissenting = chosen === undefined ? [] : groups.filter((_group, index) => index !== chosen)
  return (
    <Stack gap={12}>
      <ChoiceField
        label={`${item.code}. ${nameOf(item, d)}`}
        hint={m.common}
        value={chosen === undefined ? '' : String(chosen)}
        onChange={(index) => onChoose(Number(index))}
        options={groups.map(({ verdict, people }, index) => ({
          value: String(index),
          label: verdictText(item, verdict, d),
          hint: people.map(({ name }) => name).join(', '),
        }))}
      />
      {dissenting
        .flatMap(({ people }) => people)
        .map(({ id, name }) => (
          <TextField
            key={id}
            label={m.reasonOf(name)}
            hint={m.reasonLater}
            optional
            maxLength={1000}
            value={reasonOf(id)}
            onChange={(reason) => onReason(id, reason)}
          />
        ))}
    </Stack>
  )
}
