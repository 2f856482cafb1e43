import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { NumberField } from '#platform/web/NumberField.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { TextField } from '#platform/web/TextField.tsx'
import { setSetting, type SettingView } from '../contract.ts'
import * as messages from '../messages.ts'

/** A duration with the document it rests on; empty takes it away again. */
export function SettingDialog({ setting, onClose }: { setting: SettingView; onClose: () => void }) {
  const m = useMessages(messages)
  const [days, setDays] = useState(setting.days)
  const [basis, setBasis] = useState(setting.basis)
  const save = useCommand(setSetting, { done: m.settingSaved, quietly: true, onDone: onClose })
  return (
    <Dialog open onClose={onClose} title={m.settingNames[setting.code]}>
      <Form
        onSubmit={() => save.run({ code: setting.code, days, basis, version: setting.version })}
        problem={save.problem}
        actions={
          <>
            <Button onClick={onClose}>{m.cancel}</Button>
            <Button type="submit" look="main" busy={save.busy}>
              {m.change}
            </Button>
          </>
        }
      >
        <NumberField label={m.days} optional value={days} onChange={setDays} error={save.problem?.of('days')} />
        <TextField
          label={m.settingBasis}
          optional
          value={basis}
          onChange={setBasis}
          error={save.problem?.of('basis')}
          maxLength={300}
        />
      </Form>
    </Dialog>
  )
}
