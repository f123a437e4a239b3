package main

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"koreadesk/desk/control"
)

func newStoreBackup() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "backup [FILE]",
		Short: "Copy the data file while the desk works on",
		Long: `backup writes a copy of the data file as it is at one moment. The copy is read
through and checked before it takes its name, so FILE is a sound backup or what
it was before. A running daemon writes it, with its own rights.

With --dir the copy gets a name with the hour in it; --keep then removes all but
the newest.`,
		Example: "  koreadesk store backup koreadesk-backup.db\n  koreadesk store backup --dir /var/lib/koreadesk/backup --keep 14",
		Args:    cobra.MaximumNArgs(1),
	}
	dir := cmd.Flags().String("dir", "", "into this `DIR`, under a name with the hour in it")
	keep := cmd.Flags().Int("keep", 0, "keep the newest `N` backups of the folder; 0 is all")
	asJSON := cmd.Flags().Bool("json", false, "print a JSON object")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		ask, err := backupAsk(args, *dir, *keep)
		if err != nil {
			return err
		}
		return withDesk(cmd, false, func(d control.Desk) error {
			bar := newBar(cmd)
			saved, err := d.Backup(cmd.Context(), ask, bar.copying)
			bar.end()
			if err != nil {
				return err
			}
			if *asJSON {
				return printJSON(cmd, saved)
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: %s, %s; read through and sound\n", saved.Path, count(saved.Items, "item"), size(saved.Bytes))
			return err
		})
	}
	return cmd
}

// backupAsk is where the backup goes: a file or a folder, one of them.
func backupAsk(args []string, dir string, keep int) (ask control.BackupAsk, err error) {
	ask.Keep = keep
	switch {
	case len(args) == 1 && dir == "" && keep == 0:
		ask.Path, err = filepath.Abs(args[0])
	case len(args) == 0 && dir != "" && keep >= 0:
		ask.Dir, err = filepath.Abs(dir)
	default:
		err = usageError{errors.New("name the FILE of the backup, or --dir DIR with or without --keep N")}
	}
	return ask, err
}

// copying shows how far a copy is, in MiB.
func (b *bar) copying(c control.Copying) error {
	const mib = 1 << 20
	b.step(int(c.Done/mib), int(c.Total/mib), "MiB")
	return nil
}

// size is a number of bytes as a person reads it.
func size(bytes int64) string {
	if bytes < 1<<20 {
		return fmt.Sprintf("%d KiB", (bytes+1023)>>10)
	}
	return fmt.Sprintf("%.1f MiB", float64(bytes)/(1<<20))
}
