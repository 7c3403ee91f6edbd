/// The look of a report's page, in one place: one column that fits a phone, colours for light and dark.
enum ReportStyle {
    static let css = """
        :root{color-scheme:light dark;--page:#f4f6f9;--card:#fff;--ink:#1b2330;--quiet:#596579;--line:#dbe1ea;
        --code:#eef1f5;--link:#1d5fd6;--passed:#12703a;--warned:#8a5a00;--skipped:#667085;--failed:#b3261e;
        --infrastructure:#6941c6;--cancelled:#475467;--on:#fff;--heal:#0b6e6e}
        @media(prefers-color-scheme:dark){:root{--page:#12161d;--card:#1b212b;--ink:#e6eaf0;--quiet:#9aa7b8;--line:#323b49;
        --code:#141922;--link:#7fb0ff;--passed:#4cc38a;--warned:#e5b454;--skipped:#98a2b3;--failed:#ff8f85;
        --infrastructure:#b79cff;--cancelled:#aab4c3;--on:#12161d;--heal:#5cc9c9}}
        *{box-sizing:border-box}
        body{margin:0 auto;padding:1.25rem;max-width:75rem;background:var(--page);color:var(--ink);
        font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
        a{color:var(--link)}
        i{font-style:normal;color:var(--quiet)}
        h1{font-size:1.5rem;line-height:1.25;margin:0}
        h2{font-size:1.1rem;line-height:1.4;margin:0}
        p{margin:.25rem 0}
        pre,code{font:12.5px/1.5 ui-monospace,"SF Mono",Menlo,Consolas,monospace}
        pre{background:var(--code);border-radius:6px;padding:.6rem .75rem;margin:.5rem 0;white-space:pre-wrap}
        summary{cursor:pointer}
        .facts{color:var(--quiet);font-size:.87rem}
        .passed{--tone:var(--passed)}.warned{--tone:var(--warned)}.skipped{--tone:var(--skipped)}
        .failed{--tone:var(--failed)}.infrastructure{--tone:var(--infrastructure)}.cancelled{--tone:var(--cancelled)}
        .counts{display:grid;grid-template-columns:repeat(auto-fit,minmax(6.5rem,1fr));gap:.6rem;list-style:none;
        margin:1rem 0;padding:0}
        .counts li{background:var(--card);border:1px solid var(--line);border-top:3px solid var(--tone,var(--quiet));
        border-radius:8px;padding:.5rem .7rem;font-size:.87rem;color:var(--quiet)}
        .counts b{display:block;font-size:1.35rem;line-height:1.3;color:var(--tone,var(--ink));white-space:nowrap}
        .counts .total b{font-size:1.1rem;line-height:1.6}
        .counts .zero{border-top-color:var(--line)}
        .counts .zero b{color:var(--quiet);font-weight:400}
        .filter{margin:0 0 .8rem}
        .filter label{margin-right:1rem;white-space:nowrap}
        body:has(#troubled:checked) .flow.passed{display:none}
        .flow{background:var(--card);border:1px solid var(--line);border-left:4px solid var(--tone);border-radius:8px;
        padding:.9rem 1rem;margin:0 0 1rem}
        .flow>details>summary{color:var(--quiet);font-size:.87rem;margin-top:.4rem}
        .pill{display:inline-block;background:var(--tone);color:var(--on);border-radius:99px;font-size:.75rem;
        font-weight:600;padding:.05rem .6rem;margin-right:.25rem;vertical-align:.1em}
        .badge,.tag{display:inline-block;border:1px solid var(--line);border-radius:99px;font-size:.75rem;padding:0 .5rem}
        .badge{border-color:var(--heal);color:var(--heal)}
        .why{border-left:3px solid var(--tone);background:var(--code);border-radius:0 6px 6px 0;padding:.4rem .7rem;
        margin:.5rem 0;white-space:pre-wrap}
        .why code{color:var(--tone);font-weight:600}
        .timeline{display:block;width:100%;margin-top:.6rem}
        .timeline rect{fill:var(--tone)}
        .timeline a:hover rect{opacity:.65}
        .axis{display:flex;justify-content:space-between;margin:0;color:var(--quiet);font-size:.75rem;
        border-top:1px solid var(--line)}
        .steps{list-style:none;margin:.4rem 0 0;padding:0}
        .steps .steps{margin-left:.4rem;padding-left:.7rem;border-left:2px solid var(--line)}
        .steps>li{border-top:1px solid var(--line)}
        .steps li:target>*>.line,.steps li:target>.line{background:var(--code)}
        .line{display:flex;gap:.55rem;align-items:baseline;padding:.35rem .25rem;list-style:none}
        .line::-webkit-details-marker{display:none}
        summary.line .what>bdi::after{content:"\u{A0}▸";color:var(--quiet);font-weight:400}
        details[open]>summary.line .what>bdi::after{content:"\u{A0}▾"}
        .mark{color:var(--tone);font-weight:700;width:1rem;text-align:center;flex:none}
        .number{color:var(--quiet);font-size:.8rem;min-width:1.4rem;flex:none;font-variant-numeric:tabular-nums}
        .what{flex:1;min-width:0}
        .what small{display:block;color:var(--quiet)}
        .failed>*>.line .what bdi,.infrastructure>*>.line .what bdi{font-weight:600}
        .skipped>.line .what{color:var(--quiet)}
        .time{color:var(--quiet);font-size:.8rem;white-space:nowrap;font-variant-numeric:tabular-nums}
        .body{padding:0 .25rem .6rem 1.75rem}
        .heal{border-left:3px solid var(--heal);padding-left:.7rem;margin:.5rem 0}
        .heal ul{margin:.2rem 0;padding-left:1.1rem;color:var(--quiet);font-size:.87rem}
        del{color:var(--failed)}
        ins{color:var(--passed);text-decoration:none;font-weight:600}
        .screens{display:flex;flex-wrap:wrap;gap:.9rem;align-items:flex-start;margin:.5rem 0}
        figure{margin:0;flex:0 1 15rem;min-width:0}
        figure.wide{flex-basis:26rem}
        figure svg{display:block;width:100%;background:#fff;border:1px solid var(--line);border-radius:8px;
        font-family:system-ui,sans-serif}
        figcaption{font-size:.8rem;color:var(--quiet);text-align:center;padding-top:.2rem}
        .changes{flex:1 1 16rem;margin:0;min-width:0}
        .symbols{position:absolute}
        .target{fill:none;stroke:#d6246e;stroke-width:2.5;vector-effect:non-scaling-stroke}
        .touch{fill:#d6246e;fill-opacity:.35;stroke:#d6246e;stroke-width:1.5;vector-effect:non-scaling-stroke}
        .sheet{display:none}
        .sheet:target{display:block;position:fixed;inset:auto 0 0 0;max-height:65vh;overflow:auto;background:var(--card);
        border-top:3px solid var(--link);padding:.6rem 1.25rem 1rem;box-shadow:0 -6px 24px #0006}
        .sheet p{display:flex;justify-content:space-between;position:sticky;top:-.6rem;background:var(--card);margin:0}
        @media(max-width:40rem){body{padding:.75rem}.counts{grid-template-columns:repeat(3,1fr);gap:.4rem}
        .counts li{padding:.4rem .5rem;font-size:.8rem}.counts b,.counts .total b{font-size:1rem;line-height:1.4}
        .flow{padding:.75rem .7rem}.body{padding-left:.25rem}figure{flex:1 1 8rem;max-width:15rem}
        figure.wide{flex:1 1 16rem;max-width:none}
        .changes{flex-basis:100%}.steps .steps{padding-left:.4rem}.filter label{display:block}}
        @media print{body{max-width:none}.sheet,.filter{display:none}.flow{break-inside:avoid-page}}
        """
}
