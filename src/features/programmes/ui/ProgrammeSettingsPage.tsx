import { useGo, useParam } from '#platform/web/address.ts'
import { useMessages } from '#platform/web/lang.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useCommand, useQueryOf } from '#platform/web/queries.ts'
import { changeProgramme, getProgramme, type ProgrammeView } from '../contract.ts'
import * as messages from '../messages.ts'
import type { ProgrammeContent } from '../programme.ts'
import { ProgrammeForm } from './ProgrammeForm.tsx'

/** What of the answer can be written back. */
function contentOf({ code, name, plan, term, ruleSets, settings, chain }: ProgrammeView): ProgrammeContent {
  return {
    code,
    name,
    plan,
    term,
    ruleSets: ruleSets.map((one) => ({
      code: one.code,
      revision: one.revision,
      validFrom: one.validFrom,
      validTo: one.validTo,
    })),
    settings,
    chain,
  }
}

/** Changes the settings of a programme; who saves over somebody else's change is told so. */
export function ProgrammeSettingsPage() {
  const m = useMessages(messages)
  const go = useGo()
  const programmeId = useParam('programmeId')
  const { data: programme, problem, refetch } = useQueryOf(getProgramme, { programmeId })
  const change = useCommand(changeProgramme, {
    done: m.saved,
    quietly: true,
    onDone: () => go(`/programmes/${programmeId}`),
  })
  if (problem && !programme) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!programme) return <Loading as="page" />
  return (
    <>
      <PageHeader
        title={m.settings}
        crumbs={[
          { text: m.programmes, to: '/programmes' },
          { text: programme.name, to: `/programmes/${programmeId}` },
        ]}
      />
      <ProgrammeForm
        key={programmeId}
        start={contentOf(programme)}
        version={programme.version}
        save={m.save}
        busy={change.busy}
        problem={change.problem}
        onSave={(content, version) => change.run({ programmeId, version, content })}
      />
    </>
  )
}
