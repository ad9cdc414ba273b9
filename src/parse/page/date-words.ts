// Words that tell what a printed date is the date of, and names of the elements that hold one.

/** Names of comments, lists of other pieces, sidebars and the foot of a page. */
export const asideClass =
  /(?:^|[\s_-])comments?(?:$|[\s_-]|list|body|area)|related|sidebar|recommend|(?<!post-|entry-|article-)footer|widget-?area|popular|trending|most-?read|blogarchive|calendar|copyright|more-?from|read-?next|carousel|next-?post|prev/i
/** These name lists of other pieces as well as parts of this one; other pieces are always linked. */
export const maybeAsideClass = /latest|teaser|recent|promo/i
export const updateWord =
  /updat|modif|aktuali[sz]|geändert|änderung|maj\b|mise à jour|mis à jour|actuali[zt]|atualiz|aggiorn|güncel|обновл|оновл|изменен|עודכן|עדכון|تحديث|تعديل|به‌?روز|اپڈیٹ|अपडेट|आखरी|হালনাগাদ|更新|修改|수정|最終|cập nhật|diperbarui|dikemas|edited|revised|zuletzt|stand:|dernière|última|ultima|geupdate|bijgewerkt|gewijzigd|uppdater|ändrad|oppdater|endret|opdater|päivitet|muokattu|frissít|módosít|zmieni|ажурир|ažurir|posodob|ενημ[εέ]ρ|อัปเดต|แก้ไข|uuendatud|muudetud|atnaujint|atjaunin/i
export const publishWord =
  /publi|pubbl|posted|erstellt|veröffentlicht|erschienen|geschrieben|verfasst|online seit|mis(?:e)? en ligne|paru le|fecha|giriş|yayın|опубл|пост|дата|פורסם|תאריך|نشر|تاريخ|تاریخ|انتشار|발행|입력|등록|게재|승인|発行|公開|掲載|配信|投稿|发布|發佈|發布|刊登|प्रकाशित|প্রকাশ|เผยแพร่|написан|wrote|written|issued|yayım|gepost|geplaatst|verschenen|julkaistu|publicerad|publisert|udgivet|opublikowan|data dodania|zveřejněno|vydáno|megjelent|közzét|objav|diterbitkan|dipublikasikan|tayang|đăng|xuất bản|δημοσ[ιί]ε|avaldatud|paskelbt|publicē|inserit|creato il/i
export const dateName =
  /(?:^|[\s_-]|[a-z](?=[DPT]))(?:date|datum|fecha|data|tarih|dateline|pub|pubdate|publish\w*|posted|timestamp|time|created|byline|meta|metas|info|submitted|datetime|day|when)(?![a-z]{3})/i
export const publishName =
  /publi(?:sh|cad|shed)|pub[-_]?(?:date|time)|entry-?date|post-?date|date-?(?:header|pub)|posted/i
/** Names of the day on which somebody opened an account, and how it is said before that day. */
export const joinName = /join(?:ed)?[-_]?(?:date|on|text)|(?:member|user)[-_]?since|regist(?:er|ration)[-_]?date/i
export const joinWord =
  /^\W*(?:joined|member since|mitglied seit|beigetreten|registriert seit|dabei seit|inscrit|membre depuis|miembro desde|membro desde|iscritto|lid sinds|регистрация|зарегистрирован|на сайте с)/iu
