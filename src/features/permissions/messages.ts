import type { Level } from '#shared/permission.ts'

const levels: Record<Level, string> = {
  province: 'cấp tỉnh',
  district: 'cấp huyện (đến 30/6/2025)',
  commune: 'cấp xã',
  cell: 'chi bộ',
  group: 'tổ nhân dân tự quản',
}

export const vi = {
  title: 'Ai được làm gì',
  intro:
    'Mỗi quyền cho người giữ chức vụ, trên đơn vị của chức vụ đó và các đơn vị bên dưới, trong thời gian giữ chức vụ. Không có trong bảng là không được.',
  search: 'Tìm việc hoặc chức vụ',
  permission: 'Việc',
  who: 'Ai được làm',
  calls: 'Lời gọi API',
  anyone: 'Bất kỳ ai, không cần đăng nhập',
  signedIn: 'Mọi người đã đăng nhập; phạm vi và phần việc xét trên từng hồ sơ',
  nothing: 'Không có việc nào khớp',
  nothingText: 'Hãy tìm bằng từ khác, thí dụ "hồ sơ", "Bí thư".',
  conflicts: 'Việc không được kiêm',
  conflictsText:
    'Dù giữ chức vụ nào, người thuộc trường hợp bên trái không được làm những bước bên phải của cùng hồ sơ.',
  conflict: 'Người',
  hands: {
    belongs_to_cell: 'Thuộc chi bộ được xét',
    prepared_dossier: 'Đã lập hồ sơ của chi bộ',
    proposed_dossier: 'Đã ký đề nghị công nhận',
    appraised_dossier: 'Đã thẩm định hồ sơ',
  },
  forbidden: 'Không được làm',
  why: 'Vì sao tôi (không) làm được?',
  whyYes: 'Đồng chí làm được việc này.',
  whyNo: 'Đồng chí chưa làm được việc này.',
  asked: 'Việc',
  mine: 'Có quyền',
  notMine: 'Không có quyền',
  yes: 'Được',
  no: 'Chưa được',
  levels,
  reasons: {
    notSignedIn: 'Đồng chí chưa đăng nhập.',
    open: 'Việc này không cần đăng nhập.',
    everybody: 'Ai đã đăng nhập đều có quyền này; từng hồ sơ xét thêm phần việc được giao.',
    holds: (title: string, unit: string, until: string | null) =>
      until === null
        ? `Đồng chí đang giữ chức vụ ${title}, ${unit}: chức vụ này được giao việc.`
        : `Đồng chí đang giữ chức vụ ${title}, ${unit}, đến hết ngày ${until}: chức vụ này được giao việc.`,
    needed: (who: string) => `Việc này giao cho: ${who}. Đồng chí hiện không giữ chức vụ nào trong số đó.`,
    ended: (title: string, unit: string, on: string) => `Chức vụ ${title}, ${unit} của đồng chí đã thôi từ ngày ${on}.`,
    later: (title: string, unit: string, on: string) =>
      `Chức vụ ${title}, ${unit} của đồng chí bắt đầu từ ngày ${on}, nay chưa đến.`,
    inside: (unit: string) => `${unit} thuộc phạm vi chức vụ của đồng chí.`,
    outside: (unit: string) => `${unit} không thuộc phạm vi chức vụ được giao việc của đồng chí.`,
    unseen: 'Hồ sơ này không có, hoặc không thuộc phạm vi đồng chí được xem.',
    wrongStage: (state: string) => `Hồ sơ đang ở bước "${state}": bước này không có việc đó.`,
    notYourPart: (state: string, parts: string) =>
      `Ở bước "${state}", việc này của ${parts}; đồng chí không thuộc phần đó.`,
    yourPart: (state: string) => `Hồ sơ đang ở bước "${state}" và việc này thuộc phần của đồng chí.`,
    noConflict: 'Không vướng quy định không kiêm nhiệm.',
  },
}

export const en: typeof vi = {
  title: 'Who may do what',
  intro:
    'Each right belongs to a position, over the position’s unit and the units below it, for as long as the position is held. What is not in the table is not allowed.',
  search: 'Find an action or a position',
  permission: 'Action',
  who: 'Who may',
  calls: 'API calls',
  anyone: 'Anybody, without signing in',
  signedIn: 'Everybody signed in; reach and part are checked on each dossier',
  nothing: 'Nothing matches',
  nothingText: 'Try another word.',
  conflicts: 'Duties that exclude each other',
  conflictsText: 'Whatever their position, people on the left may not take the steps on the right in the same dossier.',
  conflict: 'Who',
  hands: {
    belongs_to_cell: 'Belongs to the cell in question',
    prepared_dossier: 'Prepared the cell’s dossier',
    proposed_dossier: 'Signed the proposal to recognise',
    appraised_dossier: 'Appraised the dossier',
  },
  forbidden: 'May not',
  why: 'Why can I (not)?',
  whyYes: 'You may do this.',
  whyNo: 'You may not do this now.',
  asked: 'Action',
  mine: 'Granted',
  notMine: 'Not granted',
  yes: 'Yes',
  no: 'No',
  levels: {
    province: 'province',
    district: 'district (until 30 June 2025)',
    commune: 'commune',
    cell: 'cell',
    group: 'self-management group',
  },
  reasons: {
    notSignedIn: 'You are not signed in.',
    open: 'This needs no sign-in.',
    everybody: 'Everybody signed in has this right; each dossier asks besides for the part given.',
    holds: (title, unit, until) =>
      until === null
        ? `You hold the position ${title}, ${unit}, which is given this.`
        : `You hold the position ${title}, ${unit}, until ${until}, which is given this.`,
    needed: (who) => `This is given to: ${who}. You hold none of these positions now.`,
    ended: (title, unit, on) => `Your position ${title}, ${unit} ended on ${on}.`,
    later: (title, unit, on) => `Your position ${title}, ${unit} begins on ${on}.`,
    inside: (unit) => `${unit} is within the reach of your position.`,
    outside: (unit) => `${unit} is not within the reach of a position of yours that is given this.`,
    unseen: 'There is no such dossier, or it is outside what you may see.',
    wrongStage: (state) => `The dossier is at "${state}", where this is not done.`,
    notYourPart: (state, parts) => `At "${state}" this is for ${parts}; you have no such part.`,
    yourPart: (state) => `The dossier is at "${state}" and this is part of your work.`,
    noConflict: 'No conflict of duties.',
  },
}
