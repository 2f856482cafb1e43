import { useState } from 'react'
import { useGo } from '#platform/web/address.ts'
import { useMessages } from '#platform/web/lang.tsx'
import { newId } from '#platform/web/newId.ts'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { useToday } from '#platform/web/session.ts'
import { createProgramme } from '../contract.ts'
import * as messages from '../messages.ts'
import { emptySettings } from '../programme.ts'
import { ProgrammeForm } from './ProgrammeForm.tsx'

/** Makes a programme from nothing: everything without a rule stays empty. */
export function NewProgrammePage() {
  const m = useMessages(messages)
  const go = useGo()
  const year = Number(useToday().slice(0, 4))
  const [id] = useState(newId)
  const create = useCommand(createProgramme, {
    done: m.created,
    quietly: true,
    onDone: () => go(`/programmes/${id}`),
  })
  const start = {
    code: '',
    name: '',
    plan: null,
    term: { fromYear: year, toYear: year + 5 },
    ruleSets: [],
    settings: emptySettings,
    chain: [],
  }
  return (
    <>
      <PageHeader title={m.createTitle} crumbs={[{ text: m.programmes, to: '/programmes' }]} />
      <ProgrammeForm
        start={start}
        version={0}
        isNew
        save={m.create}
        busy={create.busy}
        problem={create.problem}
        onSave={(content) => create.run({ id, content })}
      />
    </>
  )
}
