import {
  type DossierAction,
  type DossierPart,
  type DossierState,
  dossierActions,
  dossierStates,
  dossierWorkflow,
} from './dossier.ts'
import type { vi } from './messages.ts'

type Words = Pick<typeof vi, 'states' | 'actions' | 'parts'>
type Arrow = { from: DossierState; to: DossierState; action: DossierAction; by: readonly DossierPart[] }

function arrows(): Arrow[] {
  return dossierStates.flatMap((from) =>
    dossierActions.flatMap((action) => {
      const step = dossierWorkflow.steps[from][action]
      return step ? [{ from, action, to: step.to, by: step.by }] : []
    }),
  )
}

/** The table of the way as a Mermaid state diagram; steps that keep the state are left to the table beneath. */
export function workflowPicture({ states, actions, parts }: Words): string {
  const moves = arrows().filter(({ from, to }) => from !== to)
  const lines = moves.map(
    ({ from, to, action, by }) =>
      `  ${from} --> ${to}: ${actions[action]} (${by.map((part) => parts[part]).join(', ')})`,
  )
  const names = dossierStates.map((state) => `  ${state}: ${states[state]}`)
  return ['stateDiagram-v2', ...names, '  [*] --> draft', ...lines, '  recognised --> [*]', ''].join('\n')
}

/** Every step of the table, one a line: state, action, who, where it leads. */
export function workflowTable({ states, actions, parts }: Words): string {
  const lines = arrows().map(
    ({ from, to, action, by }) =>
      `| ${states[from]} | ${actions[action]} | ${by.map((part) => parts[part]).join(', ')} | ${from === to ? '·' : states[to]} |`,
  )
  return ['| Trạng thái | Việc | Ai làm | Chuyển sang |', '|---|---|---|---|', ...lines, ''].join('\n')
}
