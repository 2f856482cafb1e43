import { dossierActions, dossierWorkflow, permissionOf } from '#features/dossiers/dossier.ts'
import { en as dossiersEnglish, vi as dossiers } from '#features/dossiers/messages.ts'
import { documentWorkflow } from '#features/documents/document.ts'
import { en as documentsEnglish, vi as documents } from '#features/documents/messages.ts'
import { targetWorkflow } from '#features/targets/target.ts'
import { en as targetsEnglish, vi as targets } from '#features/targets/messages.ts'
import { titleWorkflow } from '#features/titles/title.ts'
import { en as titlesEnglish, vi as titles } from '#features/titles/messages.ts'
import { en as ruleSetsEnglish, vi as ruleSets } from '#features/rule-sets/messages.ts'
import { en as plansEnglish, vi as plans } from '#features/reorganisations/screenMessages.ts'
import type { Language } from '#shared/problem.ts'
import type { Steps } from '#shared/workflow.ts'
import { en, vi } from './messages.ts'

/** At which stage a permission can be used, and by which part: read from the workflow tables that decide it. */

const words = {
  vi: { own: vi, dossiers, documents, targets, titles, ruleSets, plans },
  en: {
    own: en,
    dossiers: dossiersEnglish,
    documents: documentsEnglish,
    targets: targetsEnglish,
    titles: titlesEnglish,
    ruleSets: ruleSetsEnglish,
    plans: plansEnglish,
  },
}

/** The words of every stage and part, each from the feature that has them. */
export const stateWords = (language: Language) => words[language]

export const actionWords = (language: Language) => words[language].dossiers.actions

/** One line an action: `Đề nghị công nhận: ở bước Đảng ủy xét; phần Đảng ủy xã`. */
export function stageLines(code: string, language: Language): string[] {
  const { own, ...of } = words[language]
  if (code === 'document.draft')
    return linesOf(documentWorkflow.steps, { ...own.documents, states: of.documents.state }, own.at)
  if (code === 'title.keep')
    return linesOf(
      titleWorkflow.steps,
      { actions: of.titles.action, states: of.titles.states, parts: of.dossiers.parts },
      own.at,
    )
  if (code === 'target.agree' || code === 'target.register') {
    const only = code === 'target.agree' ? 'agree' : 'replace'
    return linesOf(targetWorkflow.steps, { ...own.targets, states: of.targets.states }, own.at, [only])
  }
  const actions = dossierActions.filter((action) => permissionOf[action] === code)
  return linesOf(dossierWorkflow.steps, of.dossiers, own.at, actions)
}

type Words = { actions: Record<string, string>; states: Record<string, string>; parts: Record<string, string> }
type At = (states: string, parts: string) => string

function linesOf<State extends string, Action extends string, Part extends string>(
  steps: Steps<State, Action, Part>,
  { actions, states, parts }: Words,
  at: At,
  only?: readonly string[],
): string[] {
  const found = new Map<string, { states: string[]; parts: Set<string> }>()
  for (const [state, possible] of Object.entries<Steps<State, Action, Part>[State]>(steps)) {
    for (const [action, step] of Object.entries<{ by: readonly Part[] } | undefined>(possible)) {
      if (step === undefined || (only !== undefined && !only.includes(action))) continue
      const line = found.get(action) ?? { states: [], parts: new Set() }
      line.states.push(states[state] ?? state)
      for (const part of step.by) line.parts.add(parts[part] ?? part)
      found.set(action, line)
    }
  }
  return [...found].map(
    ([action, line]) => `${actions[action] ?? action}: ${at(line.states.join(', '), [...line.parts].join(', '))}`,
  )
}
