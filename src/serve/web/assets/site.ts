// The one script. Nothing needs it: every list, form and page works without.
import './menus.ts'
import './acts.ts'
import './keys.ts'
import './river.ts'
import './suggest.ts'
import './share.ts'
import './listen.ts'
import './start.ts'
import './offline-page.ts'
import { showOwnTimes } from './times.ts'

showOwnTimes(document)
