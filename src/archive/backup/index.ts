// The whole archive out of the database and into another.
export { writeBackup } from './backup.ts'
export { BackupProblem, readBackupFile, type Manifest, type Sums } from './backup-file.ts'
export { restoreBackup } from './restore.ts'
