import type { Page } from '#platform/web/page.ts'
import { writeRuleSets } from '../contract.ts'

export const pages: Page[] = [
  {
    path: '/rule-sets',
    title: { vi: 'Bộ tiêu chí', en: 'Criteria sets' },
    load: async () => (await import('./RuleSetsPage.tsx')).RuleSetsPage,
    nav: {
      label: { vi: 'Bộ tiêu chí', en: 'Criteria sets' },
      icon: 'shield',
      order: 60,
      place: 'more',
      for: writeRuleSets,
    },
  },
  {
    path: '/rule-sets/new',
    title: { vi: 'Soạn bộ tiêu chí mới', en: 'Write a new criteria set' },
    load: async () => (await import('./NewRuleSetPage.tsx')).NewRuleSetPage,
  },
  {
    path: '/rule-sets/import',
    title: { vi: 'Nhập bộ tiêu chí từ tệp', en: 'Import a criteria set' },
    load: async () => (await import('./ImportRuleSetPage.tsx')).ImportRuleSetPage,
  },
  {
    path: '/rule-sets/$ruleSetId',
    title: { vi: 'Bộ tiêu chí', en: 'Criteria set' },
    load: async () => (await import('./RuleSetPage.tsx')).RuleSetPage,
  },
]
