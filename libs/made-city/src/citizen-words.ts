/** What citizens report, in words as operators write them down; by code of the category. */
export const COMPLAINTS: Record<string, readonly string[]> = {
  'den-duong': ['Đèn đường hỏng', 'Đèn đường không sáng', 'Bóng đèn chập chờn', 'Trụ đèn nghiêng sắp đổ', 'Cả đoạn đường tối om', 'Dây đèn bị đứt rơi xuống lề'],
  'duong-sa': ['Ổ gà lớn giữa đường', 'Mặt đường sụt lún', 'Vỉa hè bị bong gạch', 'Nắp cống bị mất', 'Công trình đào đường không rào chắn', 'Biển báo bị cây che khuất'],
  'rac-thai': ['Rác không được thu gom', 'Đổ xà bần trộm ban đêm', 'Thùng rác đầy tràn', 'Xe rác chạy trễ giờ', 'Bãi rác tự phát bốc mùi hôi'],
  'cap-nuoc': ['Nước máy đục và có mùi', 'Mất nước từ sáng', 'Ống nước vỡ chảy tràn ra đường', 'Cống nghẹt gây ngập', 'Nước yếu không lên bồn'],
  dien: ['Mất điện đột ngột', 'Điện chập chờn cháy thiết bị', 'Dây điện sà thấp', 'Trạm biến áp kêu to', 'Cúp điện không báo trước'],
  'an-ninh-trat-tu': ['Hát karaoke ồn ào quá giờ', 'Thanh niên tụ tập đua xe', 'Mất trộm xe máy', 'Hàng quán lấn chiếm lòng đường', 'Chó thả rông không rọ mõm'],
  'moi-truong': ['Cơ sở xay xát xả bụi', 'Xả nước thải xuống kênh', 'Đốt đồng khói mù mịt', 'Trại heo bốc mùi hôi', 'Lò than gây khói'],
  'ho-tich': ['Xin cấp lại giấy khai sinh', 'Hỏi thủ tục đăng ký kết hôn', 'Sai tên trong giấy khai tử', 'Hỏi hồ sơ nhận con nuôi'],
  'cu-tru': ['Hỏi thủ tục làm căn cước', 'Đăng ký tạm trú chậm', 'Chuyển hộ khẩu sang nơi mới', 'Căn cước sai ngày sinh'],
  'chung-thuc': ['Hỏi phí chứng thực bản sao', 'Công chứng hợp đồng mua bán nhà', 'Chứng thực chữ ký cho người cao tuổi'],
  'dat-dai': ['Tranh chấp ranh đất', 'Hồ sơ tách thửa trễ hẹn', 'Hỏi giá đền bù giải tỏa', 'Cấp đổi sổ đỏ chưa xong'],
  'xay-dung': ['Xây nhà không phép', 'Công trình lấn hẻm', 'Xây dựng làm nứt tường nhà bên', 'Hỏi thủ tục xin phép sửa nhà'],
  'y-te': ['Thẻ bảo hiểm y tế sai thông tin', 'Phòng khám thu tiền không hóa đơn', 'Chờ khám bệnh quá lâu', 'Xin phun thuốc diệt muỗi'],
  'giao-duc': ['Trường thu tiền ngoài quy định', 'Hỏi tuyển sinh lớp một', 'Dạy thêm sai quy định', 'Xe đưa rước học sinh chở quá người'],
}

export const MORE = ['đã ba hôm nay', 'từ tối qua', 'suốt một tuần', 'người già và trẻ em đi lại rất nguy hiểm', 'đã phản ánh nhiều lần chưa xử lý', 'đề nghị kiểm tra sớm', 'bà con rất bức xúc', 'trước cổng trường học', 'gần chợ', 'ngay đầu hẻm', 'sau trận mưa lớn', 'có người đã bị ngã', 'xin cho biết kết quả', 'vào giờ cao điểm', 'mỗi khi trời mưa', 'nhờ tổng đài báo đơn vị liên quan']
export const STREETS = ['Nguyễn Huệ', 'Lê Lợi', 'Trần Hưng Đạo', 'Hai Bà Trưng', 'Lý Thường Kiệt', 'Nguyễn Trãi', 'Phạm Hữu Lầu', 'Tôn Đức Thắng', 'Cách Mạng Tháng Tám', 'Hùng Vương', 'Nguyễn Thị Minh Khai', 'Ngô Quyền', 'Đinh Bộ Lĩnh', 'Ấp Bắc', 'Lê Duẩn', 'Võ Văn Kiệt', 'Nguyễn Văn Cừ', 'Trần Phú', 'Điện Biên Phủ', 'Phan Đình Phùng', 'Nguyễn Đình Chiểu', 'Thủ Khoa Huân', 'Rạch Gầm', 'Đồng Khởi', 'Trương Định', 'Lê Thị Hồng Gấm', 'Học Lạc', 'Tết Mậu Thân', 'Nguyễn Công Bình', 'Đoàn Thị Nghiệp']
export const WARDS = ['phường Cao Lãnh', 'phường Mỹ Tho', 'phường An Bình', 'phường Sa Đéc', 'phường Hồng Ngự', 'phường Gò Công', 'phường Cai Lậy', 'phường Đạo Thạnh', 'phường Thới Sơn', 'phường Mỹ Ngãi', 'phường Mỹ Trà', 'phường Trung An', 'xã Tam Nông', 'xã Tháp Mười', 'xã Lai Vung', 'xã Lấp Vò', 'xã Thanh Bình', 'xã Tân Hồng', 'xã Châu Thành', 'xã Chợ Gạo', 'xã Cái Bè', 'xã Tân Phước', 'xã Vĩnh Bình', 'xã Gò Công Đông', 'xã Tân Phú Đông', 'xã Phong Hòa', 'xã Mỹ An Hưng', 'xã Tràm Chim', 'xã Thường Phước', 'xã Bình Hàng Trung']
export const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Huỳnh', 'Phan', 'Võ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ', 'Ngô', 'Dương', 'Lý', 'Trương', 'Đinh', 'Lâm', 'Mai', 'Cao', 'Châu']
export const MIDDLE = ['Văn', 'Thị', 'Minh', 'Thanh', 'Ngọc', 'Hữu', 'Đức', 'Kim', 'Hoàng', 'Quốc', 'Xuân', 'Thu', 'Mỹ', 'Phước', 'Tấn']
export const GIVEN = ['An', 'Bình', 'Cường', 'Dũng', 'Em', 'Giàu', 'Hạnh', 'Hoa', 'Hùng', 'Khánh', 'Lan', 'Linh', 'Long', 'Mai', 'Nam', 'Nga', 'Nhung', 'Oanh', 'Phúc', 'Phượng', 'Quân', 'Sang', 'Sơn', 'Tâm', 'Thảo', 'Thắng', 'Trang', 'Trinh', 'Tuấn', 'Út', 'Vinh', 'Xuân', 'Yến', 'Bưởi', 'Đào', 'Lợi', 'Nghĩa', 'Nhàn', 'Tiến', 'Toàn']
export const ANSWERS = ['Đơn vị đã kiểm tra và khắc phục xong trong ngày.', 'Đã thay thế, sửa chữa; cảm ơn người dân đã phản ánh.', 'Đã nhắc nhở và lập biên bản, sẽ tiếp tục theo dõi.', 'Hồ sơ đã được giải quyết, mời đến nhận kết quả.', 'Đã hướng dẫn người dân thủ tục cần thiết.', 'Đơn vị đã làm việc với hộ dân và hai bên thống nhất.']
