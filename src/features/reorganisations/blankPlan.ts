import type { PlanFile } from './planFile.ts'

/** A plan that says nothing yet: no unit entered, nothing left for people to look at. Its day and changes are put beside it. */
export const blankPlan: Omit<PlanFile, 'effective'> = {
  format: 'vung-manh/reorganisation-plan/1',
  decision: null,
  before: [],
  codes: {},
  operations: [],
  outcomes: {},
  unresolved: [],
  splits: [],
  partly: [],
  unnamed: [],
}
