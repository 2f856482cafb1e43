/** Outlines on a 24-px grid, drawn with a 1.8-px round stroke. */
const paths = {
  todo: 'M4 6.5l1.5 1.5L8 5.5M4 12.5l1.5 1.5L8 11.5M4 18.5l1.5 1.5L8 17.5M11.5 7H20M11.5 13H20M11.5 19H20',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  tree: 'M9.5 3.5h5v4h-5zM3.5 16.5h5v4h-5zM15.5 16.5h5v4h-5zM12 7.5V12M6 16.5V12h12v4.5',
  file: 'M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 12.5h6M9 16.5h6',
  chart: 'M5 20.5v-9M12 20.5v-17M19 20.5v-6',
  calendar: 'M4 6h16v14.5H4zM4 10.5h16M8.5 3.5v4M15.5 3.5v4',
  report: 'M6 3.5h12v17H6zM9.5 16.5v-3M12 16.5v-6M14.5 16.5v-4.5',
  menu: 'M5 7h14M5 12h14M5 17h14',
  search: 'M11 4.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.7 15.7L20 20',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20.5c.8-3.6 3.8-5.5 7.5-5.5s6.7 1.9 7.5 5.5',
  people:
    'M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM2.5 19.5c.6-3 3.2-4.8 6.5-4.8s5.9 1.8 6.5 4.8M15.5 5.3a3.3 3.3 0 0 1 0 6.4M17.8 15.2c2 .6 3.3 2.2 3.7 4.3',
  settings: 'M4 7h9M17 7h3M15 4.8v4.4M4 12h3M11 12h9M9 9.8v4.4M4 17h7M15 17h5M13 14.8v4.4',
  target: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z',
  map: 'M9 5L3.5 7v12.5L9 17.5l6 2 5.5-2V5L15 7zM9 5v12.5M15 7v12.5',
  medal: 'M12 9a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM8.5 10.2L5.5 3.5M15.5 10.2l3-6.7M10 3.5l2 4.5 2-4.5',
  alert: 'M12 4L2.8 19.5h18.4zM12 10v4.5M12 17v.2',
  clock: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 7.5V12l3 2',
  info: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 11.5V16M12 8v.2',
  dot: 'M12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
  close: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
  right: 'M9.5 6l6 6-6 6',
  down: 'M6 9.5l6 6 6-6',
  left: 'M14.5 6l-6 6 6 6',
  plus: 'M12 5v14M5 12h14',
  upload: 'M12 16V5M7 9.5L12 4.5l5 5M4.5 19.5h15',
  download: 'M12 4.5v11M7 11l5 5 5-5M4.5 19.5h15',
  print: 'M7 9V4h10v5M7 17H4V9.5h16V17h-3M7 14h10v6.5H7z',
  undo: 'M9 5L4.5 9.5 9 14M5 9.5h9a5 5 0 0 1 0 10h-4',
  edit: 'M5 19l1-4L16.5 4.5l3 3L9 18zM14.5 6.5l3 3',
  trash: 'M5 7h14M9.5 7V4.5h5V7M7 7l.8 13h8.4L17 7',
  lock: 'M6 11h12v9.5H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  shield: 'M12 3.5l7 2.5v5.5c0 4.3-2.8 7.3-7 9-4.2-1.7-7-4.7-7-9V6zM9 12l2.2 2.2L15.2 10',
  vote: 'M4 12.5h16v8H4zM4 12.5L7 7h1.5M20 12.5L17 7h-1.5M8.5 3.5h7v9M8.5 3.5v9M9.5 16h5',
  pin: 'M12 21c4.5-4.6 6.5-8 6.5-11a6.5 6.5 0 0 0-13 0c0 3 2 6.4 6.5 11zM12 7.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
  sign: 'M4 19.5h16M6 15.5c3-1 5.5-9.5 4-11-1.3-1.2-3 4-2 7.5.8 2.8 3.2 3 4.5.5.7 2 2.5 2.5 5.5 1',
  send: 'M20.5 3.5L10 14M20.5 3.5l-6.5 17-4-6.5-6.5-4z',
  return: 'M9.5 7L5 11.5 9.5 16M5.5 11.5H19V18',
  camera: 'M4 8h3.5L9 5.5h6L16.5 8H20v11.5H4zM12 10.5a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4z',
  image: 'M4 5h16v14H4zM4 16l4.5-4.5 4 4 2.5-2.5 5 5M15.5 8.5v.2',
  link: 'M10 14l4-4M8.5 11L6 13.5a3.2 3.2 0 0 0 4.5 4.5L13 15.5M11 8.5L13.5 6A3.2 3.2 0 0 1 18 10.5L15.5 13',
  out: 'M13 4.5H5v15h8M10 12h10M16 8l4 4-4 4',
  history: 'M4.5 8.5A8.3 8.3 0 1 1 4 13M4.5 4v4.5H9M12 8v4.5l3 1.5',
  qr: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 18h2v2h-2zM18 14h2M14 18v2',
  flag: 'M6 21V4M6 5c4-2.5 7 2.5 12 0v9c-5 2.5-8-2.5-12 0',
  globe:
    'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM4 12h16M12 4c2.5 2.5 3.5 5 3.5 8s-1 5.5-3.5 8c-2.5-2.5-3.5-5-3.5-8s1-5.5 3.5-8z',
} as const

export type IconName = keyof typeof paths

/** A picture beside a word, never instead of one: hidden from readers of the screen. It grows with the text. */
export function Icon({ name, size = 22 }: { name: IconName; size?: number }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 24 24"
      style={{ width: `${size / 16}rem`, height: `${size / 16}rem` }}
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  )
}
