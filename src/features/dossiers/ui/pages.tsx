import type { Page } from '#platform/web/page.ts'
import type { Session } from '#platform/web/session.ts'
import { readDossiers } from '../contract.ts'

/** Boards of cells are for those above them; a cell's own people have their dossier on the first page. */
const isAboveCells = ({ positions }: Session): boolean =>
  positions.some(
    ({ level, role }) =>
      (level === 'commune' || level === 'district' || level === 'province') && role !== 'administrator',
  )

export const pages: Page[] = [
  {
    path: '/',
    title: { vi: 'Việc cần làm', en: 'What to do' },
    load: async () => (await import('./WorkbenchPage.tsx')).WorkbenchPage,
    nav: {
      label: { vi: 'Việc cần làm', en: 'What to do' },
      short: { vi: 'Việc', en: 'To do' },
      icon: 'todo',
      order: 10,
      place: 'main',
    },
  },
  {
    path: '/cells',
    title: { vi: 'Chi bộ', en: 'Cells' },
    load: async () => (await import('./CellsPage.tsx')).CellsPage,
    nav: { label: { vi: 'Chi bộ', en: 'Cells' }, icon: 'flag', order: 20, place: 'main', for: isAboveCells },
  },
  {
    path: '/dossiers',
    title: { vi: 'Hồ sơ công nhận', en: 'Dossiers' },
    load: async () => (await import('./DossiersPage.tsx')).DossiersPage,
    nav: {
      label: { vi: 'Hồ sơ công nhận', en: 'Dossiers' },
      short: { vi: 'Hồ sơ', en: 'Dossiers' },
      icon: 'file',
      order: 30,
      place: 'main',
      for: readDossiers,
    },
  },
  {
    path: '/dossiers/$dossierId',
    title: { vi: 'Hồ sơ', en: 'Dossier' },
    load: async () => (await import('./DossierPage.tsx')).DossierPage,
  },
]
