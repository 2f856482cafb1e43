import type { Page } from '#platform/web/page.ts'
import { readTitles } from '../contract.ts'

export const pages: Page[] = [
  {
    path: '/titles',
    title: { vi: 'Danh hiệu', en: 'Titles' },
    load: async () => (await import('./TitlesPage.tsx')).TitlesPage,
    nav: { label: { vi: 'Danh hiệu', en: 'Titles' }, icon: 'medal', order: 20, place: 'more', for: readTitles },
  },
  {
    path: '/titles/$titleId',
    title: { vi: 'Danh hiệu', en: 'Title' },
    load: async () => (await import('./TitlePage.tsx')).TitlePage,
  },
  {
    path: '/dossiers/$dossierId/decision',
    title: { vi: 'Ký quyết định công nhận', en: 'Sign the recognition' },
    load: async () => (await import('./DecisionPage.tsx')).DecisionPage,
  },
  {
    path: '/recognitions/$documentId',
    title: { vi: 'Ký quyết định công nhận', en: 'Sign the recognition' },
    load: async () => (await import('./RecognitionPage.tsx')).RecognitionPage,
  },
  {
    path: '/verify/$certificateId',
    title: { vi: 'Kiểm tra bằng công nhận', en: 'Check a certificate' },
    load: async () => (await import('./VerifyPage.tsx')).VerifyPage,
    public: true,
  },
]
