//! Pictures in a page: bars for things, columns for periods; several series are stacked.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthChar as _;

use super::chart::{Kind, Plot, Unit};
use super::html::escaped;

/// The width of a picture in its own units; the page scales it.
const WIDTH: f64 = 760.0;

/// The height of a picture of columns.
const HEIGHT: f64 = 260.0;

/// One bar with its gap.
const BAR: f64 = 24.0;

/// The room for the labels of bars, and how many cells fit into it.
const LABELS: f64 = 170.0;
const LABEL_CELLS: usize = 24;

/// The room for the number at the end of a bar.
const NUMBERS: f64 = 96.0;

/// The width of one cell of text, about.
const CELL: f64 = 6.6;

/// A magnitude as a length; what is lost of great numbers can't be seen.
#[expect(clippy::cast_precision_loss, reason = "a picture has no more than a thousand steps")]
const fn length(magnitude: i64) -> f64 {
    magnitude as f64
}

/// The picture, with a sentence for those who can't see it, and the number of each part where a pointer rests.
pub(super) fn render(plot: &Plot) -> String {
    match plot.kind {
        Kind::Things => bars(plot),
        Kind::Periods => columns(plot),
    }
}

/// A part of a stack: where it begins and ends, in the unit of the values.
struct Part {
    series: usize,
    from: f64,
    to: f64,
    magnitude: i64,
}

/// The parts of each label: what is positive on one side of zero, what is negative on the other.
fn stacks(plot: &Plot) -> Vec<Vec<Part>> {
    let stack = |label: usize| {
        let (mut above, mut below) = (0.0, 0.0);
        let mut parts = Vec::new();
        for (series, line) in plot.series.iter().enumerate() {
            let Some(magnitude) = line.values.get(label).copied().flatten() else { continue };
            let end = if magnitude < 0 { &mut below } else { &mut above };
            let from = *end;
            *end += length(magnitude);
            parts.push(Part { series, from, to: *end, magnitude });
        }
        parts
    };
    (0..plot.labels.len()).map(stack).collect()
}

/// The scale: from where to where, in steps of 1, 2 or 5 with zeros.
struct Scale {
    low: f64,
    high: f64,
    step: f64,
}

impl Scale {
    fn of(stacks: &[Vec<Part>], unit: Unit) -> Self {
        let ends = || stacks.iter().flatten().flat_map(|part| [part.from, part.to]);
        let (low, high) = (ends().fold(0.0, f64::min), ends().fold(0.0, f64::max));
        let range = if high - low > 0.0 { high - low } else { 1.0 };
        let rough = range / 4.0;
        let power = 10_f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0].into_iter().map(|one| one * power).find(|step| *step >= rough);
        let mut step = step.unwrap_or(10.0 * power);
        if unit == Unit::Count {
            step = step.max(1.0);
        }
        Self { low: (low / step).floor() * step, high: (high / step).ceil().max(1.0) * step, step }
    }

    /// From 0 to 1.
    fn share(&self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }

    fn ticks(&self) -> impl Iterator<Item = f64> {
        let count = ((self.high - self.low) / self.step).round();
        let mut tick = self.low;
        let step = self.step;
        std::iter::from_fn(move || {
            let now = tick;
            tick += step;
            Some(now)
        })
        .take(1 + if count > 0.0 && count < 50.0 { whole(count) } else { 0 })
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "of small numbers that are not negative"
)]
fn whole(number: f64) -> usize {
    number as usize
}

/// A number on an axis, short: 1.5k, 20M.
fn short(magnitude: f64, unit: Unit) -> String {
    let value = match unit {
        Unit::Count => magnitude,
        Unit::Money => magnitude / 100.0,
        Unit::Rate => magnitude / 10_000.0,
    };
    let (value, suffix) = match value.abs() {
        size if size >= 1e9 => (value / 1e9, "G"),
        size if size >= 1e6 => (value / 1e6, "M"),
        size if size >= 1e4 => (value / 1e3, "k"),
        _ => (value, ""),
    };
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    let text = if text == "-0" { "0" } else { text };
    let percent = if unit == Unit::Rate { "%" } else { "" };
    format!("{text}{suffix}{percent}")
}

/// At most so many cells of a label.
fn cut(label: &str) -> String {
    let mut cells = 0;
    let mut text = String::new();
    for c in label.chars() {
        cells += c.width().unwrap_or_default();
        if cells > LABEL_CELLS {
            text.push_str("..");
            return text;
        }
        text.push(c);
    }
    text
}

fn opened(plot: &Plot, height: f64) -> String {
    format!(
        "<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{}\">\n",
        escaped(&format!("{} by {}", plot.title, plot.label_title).to_lowercase())
    )
}

/// What a pointer that rests on a part is told.
fn told(plot: &Plot, label: usize, part: &Part) -> String {
    let series = &plot.series[part.series].name;
    let of = if series.is_empty() { String::new() } else { format!(", {series}") };
    escaped(&format!("{}{of}: {}", plot.labels[label], plot.unit.value(part.magnitude).shown()))
}

fn bars(plot: &Plot) -> String {
    let stacks = stacks(plot);
    let scale = Scale::of(&stacks, plot.unit);
    let room = WIDTH - LABELS - NUMBERS;
    let x = |value: f64| LABELS + scale.share(value) * room;
    let mut svg = String::new();
    let mut y = 4.0;
    for (label, parts) in stacks.iter().enumerate() {
        let middle = y + BAR / 2.0 + 3.0;
        _ = writeln!(
            svg,
            "<text x=\"{:.1}\" y=\"{middle:.1}\" text-anchor=\"end\">{}</text>",
            LABELS - 8.0,
            escaped(&cut(&plot.labels[label]))
        );
        for part in parts {
            let (left, right) = (x(part.from.min(part.to)), x(part.from.max(part.to)));
            let wide = if part.magnitude == 0 { 0.0 } else { (right - left).max(1.0) };
            _ = writeln!(
                svg,
                "<rect class=\"s{}\" x=\"{left:.1}\" y=\"{:.1}\" width=\"{wide:.1}\" height=\"{:.1}\"><title>{}</title></rect>",
                part.series + 1,
                y + 2.0,
                BAR - 6.0,
                told(plot, label, part)
            );
        }
        let total = parts.iter().fold(0_i64, |sum, part| sum.saturating_add(part.magnitude));
        let end = parts.iter().map(|part| part.to).fold(0.0, f64::max);
        _ = writeln!(
            svg,
            "<text class=\"soft\" x=\"{:.1}\" y=\"{middle:.1}\">{}</text>",
            x(end) + 6.0,
            escaped(&plot.unit.value(total).shown())
        );
        y += BAR;
    }
    let zero = x(0.0);
    _ = writeln!(svg, "<line class=\"zero\" x1=\"{zero:.1}\" y1=\"2\" x2=\"{zero:.1}\" y2=\"{y:.1}\"/>");
    format!("{}{svg}</svg>\n", opened(plot, y + 6.0))
}

fn columns(plot: &Plot) -> String {
    const LEFT: f64 = 56.0;
    const TOP: f64 = 10.0;
    const BOTTOM: f64 = 26.0;
    let stacks = stacks(plot);
    let scale = Scale::of(&stacks, plot.unit);
    let (room, tall) = (WIDTH - LEFT - 8.0, HEIGHT - TOP - BOTTOM);
    let y = |value: f64| TOP + (1.0 - scale.share(value)) * tall;
    let mut svg = opened(plot, HEIGHT);
    for tick in scale.ticks() {
        let at = y(tick);
        let class = if tick.abs() < scale.step / 2.0 { " class=\"zero\"" } else { "" };
        _ = writeln!(
            svg,
            "<line{class} x1=\"{LEFT}\" y1=\"{at:.1}\" x2=\"{:.1}\" y2=\"{at:.1}\"/>",
            WIDTH - 8.0
        );
        _ = writeln!(
            svg,
            "<text class=\"soft\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
            LEFT - 6.0,
            at + 4.0,
            short(tick, plot.unit)
        );
    }
    let count = u32::try_from(plot.labels.len()).unwrap_or(u32::MAX).max(1);
    let slot = room / f64::from(count);
    let wide = (slot * 0.72).min(64.0);
    let widest = plot.labels.iter().map(|label| label.chars().count()).max().unwrap_or(1);
    let cells = f64::from(u32::try_from(widest).unwrap_or(u32::MAX)) + 2.0;
    // Labels that would run into each other are left out.
    let every = whole((cells * CELL / slot).ceil().clamp(1.0, 1000.0));
    let mut middle = LEFT + slot / 2.0;
    for (label, parts) in stacks.iter().enumerate() {
        for part in parts {
            let (top, bottom) = (y(part.from.max(part.to)), y(part.from.min(part.to)));
            let high = if part.magnitude == 0 { 0.0 } else { (bottom - top).max(1.0) };
            _ = writeln!(
                svg,
                "<rect class=\"s{}\" x=\"{:.1}\" y=\"{top:.1}\" width=\"{wide:.1}\" height=\"{high:.1}\"><title>{}</title></rect>",
                part.series + 1,
                middle - wide / 2.0,
                told(plot, label, part)
            );
        }
        if label.is_multiple_of(every) {
            _ = writeln!(
                svg,
                "<text class=\"soft\" x=\"{middle:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
                HEIGHT - 8.0,
                escaped(&plot.labels[label])
            );
        }
        middle += slot;
    }
    svg.push_str("</svg>\n");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::chart::Series;

    fn plot(kind: Kind, values: &[&[i64]]) -> Plot {
        let labels = (0..values[0].len()).map(|n| format!("2026-{:02}", n + 1)).collect();
        let series = values.iter().enumerate().map(|(n, values)| Series {
            name: format!("<{n}>"),
            values: values.iter().copied().map(Some).collect(),
        });
        Plot {
            kind,
            unit: Unit::Money,
            title: "AMOUNT",
            label_title: "MONTH",
            labels,
            series: series.collect(),
            is_cut: false,
        }
    }

    /// The numbers of an attribute, in their order.
    fn numbers(svg: &str, attribute: &str) -> Vec<f64> {
        let pattern = format!(" {attribute}=\"");
        svg.lines()
            .filter(|line| line.starts_with("<rect"))
            .filter_map(|line| line.split_once(&pattern)?.1.split('"').next()?.parse().ok())
            .collect()
    }

    #[test]
    fn parts_are_as_long_as_their_numbers_and_stacked_on_each_side_of_zero() {
        let svg = render(&plot(Kind::Periods, &[&[100, 200], &[100, -100]]));
        let high = numbers(&svg, "height");
        assert!((high[0] - high[1]).abs() < 0.11 && (high[2] - 2.0 * high[0]).abs() < 0.21, "{high:?}");
        let top = numbers(&svg, "y");
        assert!((top[1] + high[1] - top[0]).abs() < 0.21, "the second stands on the first: {top:?} {high:?}");
        assert!((top[3] - (top[2] + high[2])).abs() < 0.21, "the negative one hangs below: {top:?} {high:?}");
        assert!(svg.contains("<title>2026-01, &lt;0&gt;: 1.00</title>"), "{svg}");

        let svg = render(&plot(Kind::Things, &[&[100, 300]]));
        let wide = numbers(&svg, "width");
        assert!((wide[1] - 3.0 * wide[0]).abs() < 0.31, "{wide:?}");
    }

    #[test]
    fn nothing_leaves_the_picture() {
        for values in [&[i64::MAX, i64::MIN, 0, 1][..], &[0], &[-1], &[1; 60]] {
            for kind in [Kind::Things, Kind::Periods] {
                let svg = render(&plot(kind, &[values]));
                assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
                for (x, wide) in numbers(&svg, "x").into_iter().zip(numbers(&svg, "width")) {
                    assert!(x >= 0.0 && x + wide <= WIDTH + 0.2, "{x} {wide}");
                }
                assert!(svg.matches("<line").count() < 60, "{svg}");
            }
        }
    }

    #[test]
    fn numbers_on_the_axis_are_short() {
        for (magnitude, text) in
            [(0.0, "0"), (150.0, "1.5"), (250_000.0, "2500"), (2_500_000.0, "25k"), (-3e11, "-3G")]
        {
            assert_eq!(short(magnitude, Unit::Money), text);
        }
        assert_eq!(short(125_000.0, Unit::Rate), "12.5%");
    }

    #[test]
    fn labels_are_cut_to_their_room() {
        assert_eq!(cut("short"), "short");
        assert_eq!(cut(&"字".repeat(20)), format!("{}..", "字".repeat(12)));
    }
}
