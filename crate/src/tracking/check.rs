//! Check digits, each rule as its carrier or standard gives it.

use super::NumberCheck;

/// Whether the check digit of a number holds. The number fits the format's
/// pattern; of [`NumberCheck::None`] nothing can be said, so it never holds.
pub(crate) fn holds(check: NumberCheck, number: &[u8]) -> bool {
    judge(check, number).unwrap_or(false)
}

/// `None` for a number that is too short or holds a character the rule does not know.
fn judge(check: NumberCheck, number: &[u8]) -> Option<bool> {
    match check {
        NumberCheck::None => None,
        NumberCheck::S10 => s10(number.get(2..11)?),
        NumberCheck::Gs1 => gs1(number),
        NumberCheck::Gs1After2 => gs1(number.get(2..)?),
        NumberCheck::Gs1Last15 => gs1(last(number, 15)?),
        NumberCheck::Gs1Last22 => gs1(last(number, 22)?),
        NumberCheck::Iso7064 => iso7064(number),
        NumberCheck::Luhn => luhn(number),
        NumberCheck::Mod7 => mod7(number),
        NumberCheck::TntMod7OrS10 => Some(mod7(number)? || s10(number)?),
        NumberCheck::Ups => ups(number.get(2..)?),
        NumberCheck::UpsWaybill => ups(number.get(1..)?),
        NumberCheck::UpsAll => ups(number),
        NumberCheck::Evri => evri(number),
        NumberCheck::FedEx12 => fedex(number, &[3, 1, 7]),
        NumberCheck::FedEx34 => fedex(last(number, 14)?, &[1, 7, 3]),
        NumberCheck::Gls => weighted(number, &[3, 1], 1),
        NumberCheck::Identcode => weighted(number, &[4, 9], 0),
        NumberCheck::MondialRelay => mondial_relay(number),
        NumberCheck::Sf => sf(number.get(2..)?),
        NumberCheck::CorreosLetter => correos(number),
    }
}

fn last(number: &[u8], length: usize) -> Option<&[u8]> {
    number.get(number.len().checked_sub(length)?..)
}

fn digit(byte: u8) -> Option<u32> {
    char::from(byte).to_digit(10)
}

/// The digits before the last one, and the last one.
fn parted(number: &[u8]) -> Option<(&[u8], u32)> {
    let (&check, data) = number.split_last()?;
    Some((data, digit(check)?))
}

/// The sum of digits times weights that repeat, from the left.
fn sum<'a>(
    digits: impl Iterator<Item = &'a u8>,
    weights: &[u32],
    value: impl Fn(u8) -> Option<u32>,
) -> Option<u32> {
    digits
        .zip(weights.iter().cycle())
        .map(|(&byte, weight)| Some(value(byte)? * weight))
        .sum()
}

/// UPU S10: weights 8 6 4 2 3 5 9 7; 11 less the sum mod 11, where 10 is 0 and 11 is 5.
fn s10(number: &[u8]) -> Option<bool> {
    let (data, check) = parted(number)?;
    let sum = sum(data.iter(), &[8, 6, 4, 2, 3, 5, 9, 7], digit)?;
    let expected = match 11 - sum % 11 {
        10 => 0,
        11 => 5,
        other => other,
    };
    Some(expected == check)
}

/// What makes a sum a multiple of ten.
fn to_ten(sum: u32) -> u32 {
    (10 - sum % 10) % 10
}

/// GS1 mod 10: weights 3 1 3 ... from the right.
fn gs1(number: &[u8]) -> Option<bool> {
    weighted(number, &[3, 1], 0)
}

/// Weights from the right end of the data, and a constant added.
fn weighted(number: &[u8], weights: &[u32], more: u32) -> Option<bool> {
    let (data, check) = parted(number)?;
    Some(to_ten(sum(data.iter().rev(), weights, digit)? + more) == check)
}

/// Luhn, as on bank cards.
fn luhn(number: &[u8]) -> Option<bool> {
    let doubled = |(at, &byte): (usize, &u8)| {
        let value = digit(byte)? * if at % 2 == 1 { 2 } else { 1 };
        Some(value / 10 + value % 10)
    };
    let sum: Option<u32> = number.iter().rev().enumerate().map(doubled).sum();
    Some(sum? % 10 == 0)
}

/// The number before the last digit, mod 7.
fn mod7(number: &[u8]) -> Option<bool> {
    let (data, check) = parted(number)?;
    let rest = data
        .iter()
        .try_fold(0, |rest, &byte| Some((rest * 10 + digit(byte)?) % 7))?;
    Some(rest == check)
}

/// ISO/IEC 7064 MOD 37,36 over digits and capitals, the last character included.
fn iso7064(number: &[u8]) -> Option<bool> {
    let value = |byte: u8| char::from(byte).to_digit(36);
    let (&check, data) = number.split_last()?;
    let product = data.iter().try_fold(36, |product, &byte| {
        let sum = (product + value(byte)?) % 36;
        Some((if sum == 0 { 36 } else { sum }) * 2 % 37)
    })?;
    Some((product + value(check)?) % 36 == 1)
}

/// UPS: a letter is its ASCII code less 63, mod 10.
fn ups_value(byte: u8) -> Option<u32> {
    match byte {
        b'A'..=b'Z' => Some(u32::from(byte - 63) % 10),
        _ => digit(byte),
    }
}

/// UPS: weights 1 2 1 ... from the left.
fn ups(number: &[u8]) -> Option<bool> {
    let (data, check) = parted(number)?;
    Some(to_ten(sum(data.iter(), &[1, 2], ups_value)?) == check)
}

/// Evri: letters as UPS has them, weights 2 1 2 ..., the sum's last digit itself.
fn evri(number: &[u8]) -> Option<bool> {
    let (data, check) = parted(number)?;
    Some(sum(data.iter(), &[2, 1], ups_value)? % 10 == check)
}

/// FedEx: a weighted sum from the left, mod 11, mod 10.
fn fedex(number: &[u8], weights: &[u32]) -> Option<bool> {
    let (data, check) = parted(number)?;
    Some(sum(data.iter(), weights, digit)? % 11 % 10 == check)
}

/// Mondial Relay's label: brand (2), shipment (8), parcel (2), parcels (2), key;
/// routing (10), key. A key is mod 11 with weights 2 to 7 from the right.
fn mondial_relay(number: &[u8]) -> Option<bool> {
    let key_holds = |part: &[u8]| {
        let (data, check) = parted(part)?;
        let key = 11 - sum(data.iter().rev(), &[2, 3, 4, 5, 6, 7], digit)? % 11;
        Some(if key >= 10 { 0 } else { key } == check)
    };
    let two = |at: usize| Some(digit(*number.get(at)?)? * 10 + digit(*number.get(at + 1)?)?);
    let (parcel, parcels) = (two(10)?, two(12)?);
    Some(
        key_holds(number.get(..15)?)?
            && key_holds(number.get(15..26)?)?
            && (1..=parcels).contains(&parcel),
    )
}

/// SF: the first of the digits after `SF` stand outside; the rest weighs 1 3 5 ...
/// from the right, tens and units of each product are added.
fn sf(number: &[u8]) -> Option<bool> {
    let (data, check) = parted(number)?;
    let mut sum = 0;
    for (at, &byte) in (0_u32..).zip(data.get(3..)?.iter().rev()) {
        let product = digit(byte)? * (2 * at + 1);
        sum += product / 10 + product % 10;
    }
    Some(to_ten(sum) == check)
}

/// Correos: the sum of the ASCII codes, mod 23, as the letter of Spanish identity cards.
fn correos(number: &[u8]) -> Option<bool> {
    let (&check, data) = number.split_last()?;
    let sum: usize = data.iter().map(|&byte| usize::from(byte)).sum();
    Some(b"TRWAGMYFPDXBNJZSQVHLCKE".get(sum % 23) == Some(&check))
}
