/** Why a file or a use of it is refused, in words that say what happened and what to do. */

type Words = { vi: string; en: string }

export const refusals = {
  empty_file: {
    vi: 'Tệp rỗng, không có nội dung. Hãy mở tệp trên máy để kiểm tra rồi chọn lại.',
    en: 'The file is empty. Open it on your device to check, then choose it again.',
  },
  file_too_large: {
    vi: 'Tệp lớn hơn 50 MB. Hãy chụp hoặc quét lại ở độ phân giải thấp hơn, hoặc tách thành nhiều tệp.',
    en: 'The file is larger than 50 MB. Scan it at a lower resolution, or split it.',
  },
  too_many_uploads: {
    vi: 'Đang có quá nhiều tệp gửi dở. Hãy chờ các tệp đó gửi xong hoặc bỏ bớt.',
    en: 'Too many files are on their way. Wait for them, or cancel some.',
  },
  upload_unfinished: {
    vi: 'Tệp chưa gửi xong. Phần đã gửi vẫn còn, hãy bấm gửi tiếp.',
    en: 'The file has not arrived whole. What arrived is kept; go on sending.',
  },
  upload_gone: {
    vi: 'Lần gửi này đã quá hạn hoặc đã bỏ. Hãy chọn lại tệp để gửi từ đầu.',
    en: 'This upload has expired or was cancelled. Choose the file again.',
  },
  upload_refused: {
    vi: 'Tệp này đã bị từ chối khi kiểm tra. Hãy chọn tệp khác.',
    en: 'This file was refused when it was checked. Choose another.',
  },
  unknown_kind: {
    vi: 'Không nhận ra loại tệp. Nhận PDF, DOCX, XLSX, JPEG, PNG, WebP, HEIC.',
    en: 'The kind of file is not known. PDF, DOCX, XLSX, JPEG, PNG, WebP and HEIC are accepted.',
  },
  program: {
    vi: 'Đây là tệp chương trình, không phải văn bản hay ảnh, dù tên tệp ghi khác. Hệ thống không nhận.',
    en: 'This is a program, not a document or picture, whatever its name says. It is not accepted.',
  },
  web_page: {
    vi: 'Đây là trang web hoặc ảnh vẽ (HTML, SVG) có thể chứa mã lệnh. Hãy in ra PDF rồi gửi.',
    en: 'This is a web page or drawing (HTML, SVG) that may carry scripts. Print it to PDF and send that.',
  },
  old_office: {
    vi: 'Đây là tệp Word, Excel đời cũ (.doc, .xls) hoặc có đặt mật khẩu. Hãy lưu lại thành .docx, .xlsx không mật khẩu, hoặc PDF.',
    en: 'This is an old Word or Excel file (.doc, .xls) or has a password. Save it as .docx or .xlsx without one, or as PDF.',
  },
  archive: {
    vi: 'Đây là tệp nén. Hãy giải nén rồi gửi từng tệp bên trong.',
    en: 'This is an archive. Unpack it and send the files inside one by one.',
  },
  other_media: {
    vi: 'Loại ảnh, phim hoặc âm thanh này chưa nhận. Ảnh hãy lưu thành JPEG hoặc PNG.',
    en: 'This kind of picture, film or sound is not accepted. Save pictures as JPEG or PNG.',
  },
  truncated: {
    vi: 'Tệp bị cụt hoặc hỏng, không đọc được đến hết. Hãy mở lại bản gốc, lưu rồi gửi lại.',
    en: 'The file is cut short or damaged. Open the original, save it again and send that.',
  },
  picture_unclear: {
    vi: 'Không bỏ được nơi chụp, giờ chụp khỏi ảnh này vì cấu trúc của ảnh hỏng hoặc lạ. Hãy mở ảnh, lưu lại thành JPEG rồi gửi.',
    en: 'Where and when this picture was taken cannot be removed: its structure is damaged or unknown. Save it as JPEG again.',
  },
  position_gone: {
    vi: 'Bản gốc có vị trí chụp không còn. Hãy gửi lại ảnh nếu cần giữ vị trí.',
    en: 'The original with its position is gone. Send the picture again to keep the position.',
  },
  two_in_one: {
    vi: 'Trong tệp có giấu một tệp loại khác. Hãy in hoặc xuất lại thành PDF rồi gửi.',
    en: 'Another kind of file is hidden in it. Print or export it to PDF again and send that.',
  },
  macros: {
    vi: 'Tệp có chứa macro (mã lệnh). Hãy lưu lại không kèm macro (.docx, .xlsx) hoặc PDF.',
    en: 'The file carries macros. Save it without them (.docx, .xlsx) or as PDF.',
  },
  pdf_script: {
    vi: 'Tệp PDF có chứa mã lệnh. Hãy in lại thành PDF rồi gửi.',
    en: 'The PDF carries a script. Print it to PDF again and send that.',
  },
  zip_bomb: {
    vi: 'Nội dung nén trong tệp phình to bất thường, hệ thống không mở. Hãy xuất lại thành PDF.',
    en: 'The packed content grows beyond reason, so it is not opened. Export it to PDF.',
  },
  password: {
    vi: 'Tệp có đặt mật khẩu nên không kiểm tra được. Hãy bỏ mật khẩu rồi gửi lại.',
    en: 'The file has a password, so it cannot be checked. Remove it and send the file again.',
  },
  duplicate_file: {
    vi: 'Tệp này đã có trong minh chứng của chi bộ. Hãy dùng minh chứng đã có; một tệp dùng được cho nhiều tiêu chí.',
    en: 'The cell has this file as evidence already. Use that; one file may serve many criteria.',
  },
  file_or_link: {
    vi: 'Cần một tệp, một đường dẫn, hoặc số và ngày của văn bản giấy.',
    en: 'Give a file, a link, or the number and date of a paper document.',
  },
  document_reference: {
    vi: 'Văn bản cần đủ cả số và ngày.',
    en: 'A document needs both its number and its date.',
  },
  in_future: {
    vi: 'Ngày này ở sau hôm nay.',
    en: 'This day is after today.',
  },
  not_your_cell: {
    vi: 'Đồng chí không được thêm, bớt minh chứng của chi bộ này.',
    en: 'You may not add or remove evidence of this cell.',
  },
  dossier_locked: {
    vi: 'Hồ sơ đã trình nên không thêm, bớt minh chứng được nữa. Cần sửa thì đề nghị nơi nhận trả lại hồ sơ.',
    en: 'The dossier has been submitted, so its evidence is fixed. Ask for it to be returned if it must change.',
  },
  used_by_locked_dossier: {
    vi: 'Minh chứng đang dùng trong hồ sơ đã trình hoặc đã quyết định nên không rút được.',
    en: 'A submitted or decided dossier uses this evidence, so it cannot be withdrawn.',
  },
  already_withdrawn: {
    vi: 'Minh chứng này đã rút trước đó.',
    en: 'This evidence was withdrawn before.',
  },
} as const satisfies Record<string, Words>

export type Refusal = keyof typeof refusals
/** What the check of a file's content may find wrong. */
export type ContentRefusal = Extract<
  Refusal,
  | 'empty_file'
  | 'file_too_large'
  | 'unknown_kind'
  | 'program'
  | 'web_page'
  | 'old_office'
  | 'archive'
  | 'other_media'
  | 'truncated'
  | 'picture_unclear'
  | 'two_in_one'
  | 'macros'
  | 'pdf_script'
  | 'zip_bomb'
  | 'password'
>
