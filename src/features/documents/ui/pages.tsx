import type { Page } from '#platform/web/page.ts'
import { readDocuments } from '../contract.ts'

export const pages: Page[] = [
  {
    path: '/documents',
    title: { vi: 'Văn bản', en: 'Documents' },
    load: async () => (await import('./DocumentsPage.tsx')).DocumentsPage,
    nav: { label: { vi: 'Văn bản', en: 'Documents' }, icon: 'sign', order: 30, place: 'more', for: readDocuments },
  },
  {
    path: '/documents/new',
    title: { vi: 'Soạn văn bản', en: 'Draft a document' },
    load: async () => (await import('./DraftPage.tsx')).DraftPage,
  },
  {
    path: '/documents/$documentId',
    title: { vi: 'Văn bản', en: 'Document' },
    load: async () => (await import('./DocumentPage.tsx')).DocumentPage,
  },
  {
    path: '/units/$unitId/issuing-body',
    title: { vi: 'Nhiệm kỳ và cách trình bày văn bản', en: 'Terms and layout of documents' },
    load: async () => (await import('./IssuingBodyPage.tsx')).IssuingBodyPage,
  },
]
