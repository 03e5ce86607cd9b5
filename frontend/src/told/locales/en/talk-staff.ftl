### Talk rounds for staff: opening one, keeping it, and the talk sheet.

talk-sheet-open = Talk sheet
