// Credits in scripts without capitals: what is printed around a name there, and what must come out.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { namesFrom } from './index.ts'

const credits: readonly (readonly [text: string, lang: string, names: readonly string[]])[] = [
  ['بقلم الكاتبة والروائية ليلى مرسال', 'ar', ['ليلى مرسال']],
  ['سمير الهادي - صحافي وكاتب لبناني', 'ar', ['سمير الهادي']],
  ['غسان البحري، رئيس تحرير صحيفة الميناء', 'ar', ['غسان البحري']],
  ['أ.د. حسن المرسى', 'ar', ['حسن المرسى']],
  ['كريم المنارة*', 'ar', ['كريم المنارة']],
  ['כתבנו המדיני אורי גלילי', 'he', ['אורי גלילי']],
  ['הסופר דוד מצפני', 'he', ['דוד מצפני']],
  ['שלמה חופים, חיפה', 'he', ['שלמה חופים']],
  ['תא"ל עמוס מפרשי', 'he', ['עמוס מפרשי']],
  ['تحلیلگر مسائل دریایی محمد بندری', 'fa', ['محمد بندری']],
  ['ڈاکٹر پرویز ساحلی', 'ur', ['پرویز ساحلی']],
  ['वरिष्ठ पत्रकार रमेश सागर', 'hi', ['रमेश सागर']],
  ['रमेश सागर, राजनीतिक विश्लेषक', 'hi', ['रमेश सागर']],
  ['रमेश सागर का कॉलम', 'hi', ['रमेश सागर']],
  ['ศ.ดร. สมชาย ทะเลใส', 'th', ['สมชาย ทะเลใส']],
  ['文・灘波太郎', 'ja', ['灘波太郎']],
  ['聞き手・高橋灯子', 'ja', ['高橋灯子']],
  ['池上 灯', 'ja', ['池上 灯']],
  ['鎌田灯', 'ja', ['鎌田灯']],
  ['与良波男・専門編集委員', 'ja', ['与良波男']],
  ['作者 秦海 海港大学教授', 'zh', ['秦海']],
  ['作者：約翰·港（John Harbour）', 'zh', ['約翰·港']],
  ['조항구 바다대 교수', 'ko', ['조항구']],
  ['강등대 | 바다대 명예교수', 'ko', ['강등대']],
]

for (const [text, lang, names] of credits)
  test(`reads ${lang}: ${text}`, () => {
    const persons = namesFrom(text, lang).filter(({ kind }) => kind === 'person')
    assert.deepEqual(
      persons.map(({ name }) => name),
      names,
    )
  })

const nobody: readonly (readonly [text: string, lang: string])[] = [
  ['ميناء نيوز عربية - أبوظبي', 'ar'],
  ['المرفأ الجديد', 'ar'],
  ['بي بي سي عربي', 'ar'],
  ['كتاب وآراء', 'ar'],
  ['סופר namal', 'he'],
  ['הנמל היום', 'he'],
  ['ویب ڈیسک', 'ur'],
  ['दैनिक बंदरगाह', 'hi'],
  ['বন্দর অনলাইন ডেস্ক', 'bn'],
  ['กองบรรณาธิการท่าเรือ', 'th'],
  ['池上', 'ja'],
]

for (const [text, lang] of nobody)
  test(`names nobody in ${lang}: ${text}`, () =>
    assert.deepEqual(
      namesFrom(text, lang).filter(({ kind }) => kind === 'person'),
      [],
    ))
