// Turkish: how lists are ordered, and what is done so that everyone can read this site.
import type { Translation } from './catalogue.ts'

export const turkishAbout = {
  aboutRanks: {
    nothing:
      'Burada hiçbir şey satın alınmaz, hiçbir şey yaptıklarınıza göre ayarlanmaz, her okur aynı sırayı görür. Bütün kurallar bunlar.',
    lists: 'Listeler',
    listsAre: 'Aşağıdaki üçü dışında her yazı listesi yalnızca yeniden eskiye sıralanır.',
    search: 'Arama',
    searchIs:
      'Tarihe ya da uygunluğa göre. Uygunluk, sözcüklerin durduğu yere göre tartılır: en çok başlıkta ya da yazarın adında, sonra özette, sonra bölümde ve gazetenin adında. Bir yazı yılda ağırlığının yarısını yitirir. Adı sözcüklerinizle başlayan yazarlar ve gazeteler yazıların üstünde durur, yazısı en çok olan önce gelir.',
    subject: 'Bir konuda başkaları',
    subjectIs:
      'Bir yazının altında, gazetelerinin aynı ilk konuya, aynı dilde yerleştirdiği, başka yazarlardan yazılar durur; zamanca en yakını önce gelir.',
    topics: 'Konular',
    topicsAre:
      'Konu, gazetenin yazıyı yerleştirdiği bölümden ve kategorilerden, hangi dilde olursa olsun, bir sözcük tablosuyla okunur. Metinden hiçbir şey tahmin edilmez. <link>Bütün konular</link>.',
    people: 'Yazarlar',
    peopleAre:
      'Dizinler ada göredir. “{readNow}” iki haftanın açılışlarını sayar; “{newlyFound}” en son bulunanlardır. Bir konunun sayfasında, o konunun en yeni yazılarında en çok payı olanlar durur.',
    rhythm: 'Yazma düzeni',
    rhythmIs:
      'Son yarım yılın haftalarının en az yarısında yazı çıkmışsa haftanın o günü bir yazar için olağandır. Suskunluk, bir haftadan ve olağan iki aradan uzunsa söylenir.',
  },

  aboutAccess: {
    aim: 'Colonnade, nasıl okurlarsa okusunlar, herkes okusun diye yapıldı: küçük ya da büyük ekranda, kulakla, klavyeyle, büyük harflerle, betiksiz, sağdan ya da soldan. Web İçeriği Erişilebilirlik Kılavuzu (WCAG) 2.2, AA düzeyini ölçü alıyoruz.',
    does: 'Bu, burada ne demek',
    doing: {
      structure:
        'Her sayfada bir ana başlık, yer imleri, yazılara atlayan bir bağlantı ve boşluk bırakmayan başlıklar vardır.',
      language: 'Her başlık ve alıntı dilini ve yönünü belirtir; böylece doğru seslendirilir ve doğru dizilir.',
      keyboard: 'Her şeye klavyeyle ulaşılır ve her şey klavyeyle kullanılır; odaktaki öğe her zaman işaretlidir.',
      colour:
        'Metin, açık ve koyu temada zeminden en az 4,5’e 1 oranında ayrılır; hiçbir şey yalnızca renkle anlatılmaz.',
      size: 'Sayfalar 320 pikselde ya da iki kat büyük harflerle yana kaydırma gerektirmez. Basılabilen her şey en az 44 piksel yüksekliğindedir.',
      pictures:
        'Bir yazarın yılı gibi çizimler sözle de anlatılır; bir görselde gazetenin betimlemesi ya da kime ait olduğu bulunur.',
      motion: 'Hiçbir şey kendiliğinden hareket etmez, hiçbir şeyin belli bir sürede yapılması gerekmez.',
      scripts: 'Hiçbir şey betik gerektirmez.',
    },
    tested: 'Nasıl sınanıyor',
    testing:
      'Her sürümden önce bir tarayıcı her tür sayfayı iki temada, telefonda ve masaüstünde açar, axe-core kusur bulmaz; başka sınamalar siteyi yalnızca klavyeyle, betiksiz ve büyük harflerle kullanır.',
    limits: 'Eksik kalanlar',
    limitsAre:
      'Başlıklar, alıntılar ve görsel betimlemeleri gazetelerindir; yanlış bildirilmişse dilleri de öyle. Sesli okuma, cihazınızdaki seslere bağlıdır. Bu siteyi henüz dışarıdan kimse denetlemedi. Bir bağlantının götürdüğü gazetenin sitesi kendisine aittir.',
    tell: 'Kullanması zor olanı bize söyleyin',
    telling: 'Bu siteyi yürütenler bilmek ve düzeltmek ister.',
  },
} as const satisfies Translation
