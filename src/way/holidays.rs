//! Working days by the published calendar of public holidays (国务院办公厅节假日安排).
