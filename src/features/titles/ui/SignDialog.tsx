import { useState } from 'react'
import { useGo } from '#platform/web/address.ts'
import { ConfirmDialog } from '#platform/web/ConfirmDialog.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { newId } from '#platform/web/newId.ts'
import { useCommand } from '#platform/web/queries.ts'
import { type DecisionView, signRecognition } from '../contract.ts'
import * as messages from '../decisionMessages.ts'

interface SignDialogProps {
  /** The dossiers that the decision recognises, one or several. */
  decisions: readonly DecisionView[]
  /** The decision as it was prepared; without one it is drafted from the records. */
  prepared?: { id: string; version: number }
  onClose: () => void
}

/** The ids are made once: pressing twice over a bad network signs once. */
export function SignDialog({ decisions, prepared, onClose }: SignDialogProps) {
  const m = useMessages(messages)
  const go = useGo()
  const [documentId] = useState(() => prepared?.id ?? newId())
  const [dossiers] = useState(() =>
    decisions.map(({ dossierId, dossierVersion }) => ({
      dossierId,
      version: dossierVersion,
      stepId: newId(),
      titleId: newId(),
      certificateId: newId(),
    })),
  )
  const [only, ...others] = dossiers
  const sign = useCommand(signRecognition, {
    done: m.signed,
    quietly: true,
    onDone: () => go(only && others.length === 0 ? `/titles/${only.titleId}` : `/documents/${documentId}`),
  })
  const cells = decisions.length === 1 ? (decisions[0]?.cell.name ?? '') : m.several(decisions.length)
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={m.signTitle}
      confirm={m.sign}
      busy={sign.busy}
      problem={sign.problem}
      onConfirm={() => sign.run({ documentId, dossiers, ...(prepared ? { documentVersion: prepared.version } : {}) })}
    >
      <p>{m.signBody(decisions[0]?.decider ?? '', cells)}</p>
    </ConfirmDialog>
  )
}
