//! Tells what a payload looks like.
//!
//! What a collection code (采集码) holds is not public, so nothing is taken for one: a payload is
//! opaque unless it begins as the codes of some well-known service do. The beginnings are those that
//! the services document, or that their own codes carry.

use tucai_wire::code::Kind;

/// Beginnings, in lower case, with what they tell; the first that fits.
const BEGINNINGS: [(&str, Kind); 38] = [
    // Payment.
    ("wxp://", Kind::WechatPay),
    ("weixin://wxpay/", Kind::WechatPay),
    ("https://payapp.weixin.qq.com/", Kind::WechatPay),
    ("https://wx.tenpay.com/", Kind::WechatPay),
    ("https://qr.alipay.com/", Kind::Alipay),
    ("http://qr.alipay.com/", Kind::Alipay),
    ("https://render.alipay.com/", Kind::Alipay),
    ("https://ur.alipay.com/", Kind::Alipay),
    ("alipays://", Kind::Alipay),
    ("alipayqr://", Kind::Alipay),
    ("https://qr.95516.com/", Kind::Payment),
    ("https://qr.upi.com/", Kind::Payment),
    ("upwallet://", Kind::Payment),
    // A merchant's code by the rules of EMVCo: field 00, two characters, "01".
    ("000201", Kind::Payment),
    // Groups before contacts: their addresses are longer.
    ("https://weixin.qq.com/g/", Kind::Group),
    ("http://weixin.qq.com/g/", Kind::Group),
    ("https://work.weixin.qq.com/gm/", Kind::Group),
    ("https://jq.qq.com/", Kind::Group),
    ("https://qm.qq.com/cgi-bin/qm/qr", Kind::Group),
    ("https://qr.dingtalk.com/action/joingroup", Kind::Group),
    ("https://u.wechat.com/", Kind::Contact),
    ("https://work.weixin.qq.com/u/", Kind::Contact),
    ("https://work.weixin.qq.com/ca/", Kind::Contact),
    ("https://qm.qq.com/", Kind::Contact),
    ("begin:vcard", Kind::Contact),
    ("mecard:", Kind::Contact),
    ("bizcard:", Kind::Contact),
    ("http://weixin.qq.com/r/", Kind::MiniProgram),
    ("https://weixin.qq.com/r/", Kind::MiniProgram),
    ("https://mp.weixin.qq.com/", Kind::MiniProgram),
    ("http://mp.weixin.qq.com/", Kind::MiniProgram),
    ("https://wxaurl.cn/", Kind::MiniProgram),
    ("weixin://", Kind::MiniProgram),
    ("wifi:", Kind::Wifi),
    ("tel:", Kind::Message),
    ("sms", Kind::Message),
    ("mailto:", Kind::Message),
    ("matmsg:", Kind::Message),
];

/// What a payload looks like.
pub(crate) fn classify(payload: &[u8]) -> Kind {
    let payload = payload.trim_ascii();
    if !payload.is_empty() && payload.iter().all(u8::is_ascii_digit) {
        return digits(payload);
    }
    let begins = |beginning: &str| {
        payload
            .get(..beginning.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(beginning.as_bytes()))
    };
    let known = BEGINNINGS.iter().find(|(beginning, _)| begins(beginning));
    match known {
        // "sms:" and "smsto:", and nothing that merely begins so.
        Some(("sms", _)) if !(begins("sms:") || begins("smsto:")) => Kind::Opaque,
        Some(&(_, kind)) => kind,
        None if has_scheme(payload) || begins("www.") => Kind::Url,
        None => Kind::Opaque,
    }
}

/// Digits alone: the code that a customer shows for payment has a fixed length and beginning with
/// each service.
fn digits(payload: &[u8]) -> Kind {
    let number =
        |start: &[u8]| start.iter().fold(0u32, |sum, digit| sum * 10 + u32::from(digit - b'0'));
    match (payload.len(), payload.get(..2).map_or(0, number)) {
        // An identity number has eighteen digits as well, with a date of birth in it.
        (18, 10..=15) if !has_date(payload) => Kind::WechatPay,
        (16..=24, 25..=30) => Kind::Alipay,
        (19, 62) => Kind::Payment,
        _ if payload.starts_with(b"000201") => Kind::Payment,
        _ => Kind::Number,
    }
}

/// Whether digits hold a date where an identity number (身份证号) has the date of birth.
fn has_date(payload: &[u8]) -> bool {
    let number = |from: usize, to: usize| {
        let digits = payload.get(from..to).unwrap_or_default();
        digits.iter().fold(0u32, |sum, digit| sum * 10 + u32::from(digit - b'0'))
    };
    (1900..2100).contains(&number(6, 10))
        && (1..=12).contains(&number(10, 12))
        && (1..=31).contains(&number(12, 14))
}

/// Whether a payload begins as an address with a scheme does: letters, then "://".
fn has_scheme(payload: &[u8]) -> bool {
    let letters = payload.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    (2..=20).contains(&letters) && payload.get(letters..letters + 3) == Some(b"://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_well_known_has_a_name() {
        for (payload, kind) in [
            ("wxp://f2f0abc", Kind::WechatPay),
            ("134512345678901234", Kind::WechatPay),
            ("110101200001011234", Kind::Number),
            ("HTTPS://QR.ALIPAY.COM/FKX01234", Kind::Alipay),
            ("281234567890123456", Kind::Alipay),
            ("https://qr.95516.com/00010000/1", Kind::Payment),
            ("6212345678901234567", Kind::Payment),
            ("00020101021126", Kind::Payment),
            ("https://weixin.qq.com/g/AQYAA", Kind::Group),
            ("https://u.wechat.com/MAbc", Kind::Contact),
            ("BEGIN:VCARD\nVERSION:3.0\nEND:VCARD", Kind::Contact),
            ("WIFI:T:WPA;S:net;P:secret;;", Kind::Wifi),
            ("6901234567892", Kind::Number),
            ("https://www.chsi.com.cn/", Kind::Url),
            ("  http://example.com", Kind::Url),
            ("tel:10000", Kind::Message),
            ("smsto:10000:hello", Kind::Message),
            ("https://mp.weixin.qq.com/a/~x", Kind::MiniProgram),
        ] {
            assert_eq!(classify(payload.as_bytes()), kind, "{payload}");
        }
    }

    #[test]
    fn everything_else_is_opaque() {
        for payload in [
            &b"Zm9vYmFyYmF6cXV4"[..],
            b"\x00\xff\xfe\x80",
            b"smsx",
            b"://",
            b"a://x",
            b"",
            b" ",
            b"no scheme :// here",
            b"wxp:/",
            "采集码".as_bytes(),
        ] {
            assert_eq!(classify(payload), Kind::Opaque, "{payload:?}");
        }
    }
}
