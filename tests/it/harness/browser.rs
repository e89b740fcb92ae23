//! A real browser that shows a page without a screen.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the reader's system asks pages for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scheme {
    Light,
    Dark,
}

/// A page as it was seen.
pub(crate) struct Picture {
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Red, green and blue of each pixel, row by row.
    pixels: Vec<[u8; 3]>,
}

impl Picture {
    pub(crate) fn at(&self, x: u32, y: u32) -> [u8; 3] {
        self.pixels[usize::try_from(y * self.width + x).expect("it is in the picture")]
    }

    /// How many pixels have this colour, within what smoothing makes of it.
    pub(crate) fn count(&self, colour: [u8; 3]) -> usize {
        self.pixels.iter().filter(|pixel| pixel.iter().zip(colour).all(|(a, b)| a.abs_diff(b) <= 2)).count()
    }
}

fn browser() -> Command {
    let directories = std::env::var_os("PATH").unwrap_or_default();
    let program = ["chromium", "chromium-browser", "google-chrome"]
        .iter()
        .flat_map(|name| std::env::split_paths(&directories).map(move |directory| directory.join(name)))
        .find(|path| path.is_file())
        .expect("a browser is installed; `tests/run` installs chromium");
    Command::new(program)
}

/// Runs the browser on a page. Nothing that it may ask for gets out of the machine.
fn run(page: &Path, profile: &Path, arguments: &[String]) {
    let output = browser()
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"])
        .args([
            "--no-first-run",
            "--disable-sync",
            "--disable-component-update",
            "--disable-background-networking",
        ])
        .arg("--proxy-server=http://127.0.0.1:9")
        .arg(format!("--user-data-dir={}", profile.display()))
        .args(arguments)
        .arg(format!("file://{}", page.display()))
        .output()
        .expect("the browser runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// How a page looks in a window of this size.
pub(crate) fn look(page: &Path, scheme: Scheme, width: u32, height: u32) -> Picture {
    let directory = tempfile::tempdir().expect("a directory");
    let shot: PathBuf = directory.path().join("page.png");
    let preferred = u8::from(scheme == Scheme::Light);
    run(
        page,
        directory.path(),
        &[
            format!("--window-size={width},{height}"),
            format!("--blink-settings=preferredColorScheme={preferred}"),
            format!("--screenshot={}", shot.display()),
        ],
    );
    let file = File::open(&shot).expect("the browser made a picture");
    let mut reader = png::Decoder::new(BufReader::new(file)).read_info().expect("a picture");
    let mut bytes = vec![0; reader.output_buffer_size().expect("of a size that fits")];
    let frame = reader.next_frame(&mut bytes).expect("of one frame");
    let samples = frame.color_type.samples();
    let pixels =
        bytes[..frame.buffer_size()].chunks_exact(samples).map(|pixel| [pixel[0], pixel[1], pixel[2]]);
    Picture { width: frame.width, height: frame.height, pixels: pixels.collect() }
}

/// A page as it is printed: the bytes of a PDF.
pub(crate) fn print(page: &Path) -> Vec<u8> {
    let directory = tempfile::tempdir().expect("a directory");
    let pdf = directory.path().join("page.pdf");
    run(
        page,
        directory.path(),
        &[format!("--print-to-pdf={}", pdf.display()), "--no-pdf-header-footer".to_owned()],
    );
    std::fs::read(&pdf).expect("the browser printed")
}
