package store

import "koreadesk/news"

func encodeIssue(issue news.Issue, end func(string) string) []byte {
	var w wire
	w.time(1, issue.Cutoff)
	w.time(2, issue.Changed)
	for _, id := range issue.Items {
		w.element(3, end(id))
	}
	for _, f := range issue.Files {
		var file wire
		file.str(1, f.Suffix)
		for _, p := range f.Pieces {
			var piece wire
			piece.str(1, end(p.Item))
			piece.str(2, p.Text)
			piece.str(3, p.Gone)
			file.message(2, piece)
		}
		w.message(4, file)
	}
	return w
}

func decodeIssue(b []byte) (issue news.Issue, err error) {
	err = fields(b, func(f field) error {
		switch f.n {
		case 1:
			return f.into(&issue.Cutoff)
		case 2:
			return f.into(&issue.Changed)
		case 3:
			issue.Items = append(issue.Items, f.s)
		case 4:
			file, err := decodeIssueFile(f)
			issue.Files = append(issue.Files, file)
			return err
		}
		return nil
	})
	return issue, err
}

func decodeIssueFile(record field) (file news.IssueFile, err error) {
	err = record.inside(func(f field) error {
		switch f.n {
		case 1:
			file.Suffix = f.s
		case 2:
			var p news.Piece
			err := f.inside(func(f field) error {
				switch f.n {
				case 1:
					p.Item = f.s
				case 2:
					p.Text = f.s
				case 3:
					p.Gone = f.s
				}
				return nil
			})
			file.Pieces = append(file.Pieces, p)
			return err
		}
		return nil
	})
	return file, err
}
