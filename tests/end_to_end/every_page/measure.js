// What only a browser knows of the page that it shows. Each measurement returns what is wrong, a line each.
(() => {
    const REACHABLE = "a[href], area[href], button, input, select, textarea, summary, video[controls], audio[controls], iframe, [tabindex], [contenteditable]"
    const root = document.documentElement

    const named = each => each.cloneNode(false).outerHTML.replace(/\s+/g, " ").replace(/<\/[\w-]+>$/, "").slice(0, 160)
    const scrolls = each => /auto|scroll/.test(getComputedStyle(each).overflowX + getComputedStyle(each).overflowY)
        && (each.scrollWidth > each.clientWidth || each.scrollHeight > each.clientHeight)

    /** Everything that the Tab key stops at, in its order; of radio buttons of one name only one. */
    const stops = () => {
        const groups = new Set()
        return [...document.querySelectorAll(REACHABLE)].filter(each => {
            if (each.tabIndex < 0 || each.disabled || each.type === "hidden" || each.closest("[inert]")
                || !each.checkVisibility({ visibilityProperty: true })) return false
            if (each.type !== "radio") return true
            const chosen = document.querySelector(`input[type=radio][name="${each.name}"]:checked`)
            if (groups.has(each.name) || (chosen && chosen !== each)) return false
            return groups.add(each.name)
        })
    }

    /** Content wider than the window, named by the elements that stick out, the innermost of them. */
    const sideways = () => {
        if (root.scrollWidth <= root.clientWidth) return []
        const out = [...document.body.querySelectorAll("*")].filter(each => {
            const box = each.getBoundingClientRect()
            for (let around = each.parentElement; around; around = around.parentElement)
                if (around !== root && around !== document.body && getComputedStyle(around).overflowX !== "visible") return false
            return box.width && (box.right > root.clientWidth + 1 || box.left < -1)
        })
        const inner = out.filter(each => !out.some(other => other !== each && each.contains(other)))
        return [`scrolls sideways, ${root.scrollWidth} pixels in ${root.clientWidth}: ${inner.slice(0, 3).map(named).join(" ")}`]
    }

    /** Where the order of the Tab key is not the order in which people read: line by line, column by column. */
    const disorder = () => {
        const faults = [...document.querySelectorAll("[tabindex]")].filter(each => each.tabIndex > 0)
            .map(each => `has an order of its own for the Tab key: ${named(each)}`)
        const rightToLeft = getComputedStyle(root).direction === "rtl"
        const seen = stops().filter(each => !each.closest(".safety") && !each.matches(".skip"))
            .map(each => ({ each, box: each.getClientRects()[0] })).filter(stop => stop.box)
        for (let at = 1; at < seen.length; at += 1) {
            const [{ each: a, box: from }, { each: b, box: to }] = [seen[at - 1], seen[at]]
            const shared = Math.min(from.bottom, to.bottom) - Math.max(from.top, to.top)
            const further = rightToLeft ? to.right <= from.left + 1 : to.left >= from.right - 1
            if (a.parentElement === b.parentElement && getComputedStyle(a).display === "inline") continue
            if (shared > Math.min(from.height, to.height) / 2 ? further : to.top >= from.top - 1 || further) continue
            if (a.contains(b)) continue
            faults.push(`the Tab key goes back, from ${named(a)} to ${named(b)}`)
        }
        return faults
    }

    /** What this origin keeps on a visitor's device. */
    const kept = async () => {
        const found = {
            cookies: document.cookie ? 1 : 0,
            localStorage: localStorage.length,
            sessionStorage: sessionStorage.length,
            IndexedDB: (await indexedDB.databases()).length,
            caches: (await caches.keys()).length,
            "service workers": (await navigator.serviceWorker.getRegistrations()).length,
        }
        return Object.entries(found).filter(([, number]) => number).map(([what]) => `keeps something on the device: ${what}`)
    }

    /** The element that has the focus now: its place among the stops (-1: none, -2: a box that scrolls), and faults. */
    const focused = () => {
        const each = document.activeElement
        if (!each || each === document.body) return [-1, []]
        const faults = [], style = getComputedStyle(each), box = each.getBoundingClientRect()
        const bar = each.closest(".safety, .skip") ? null : document.querySelector(".safety")
        const under = bar ? Math.max(bar.getBoundingClientRect().bottom, 0) : 0
        // A film shows the focus at the one of its own controls that has it, which no script sees.
        if (!each.matches("video, audio")
            && (!each.matches(":focus-visible") || (style.outlineStyle === "none" && style.boxShadow === "none")))
            faults.push(`does not show that it has the focus: ${named(each)}`)
        if (box.bottom <= under + 1 || (box.height < innerHeight - under && box.top < under - 1))
            faults.push(`has the focus under the bar that stays in view (${Math.round(box.top)} < ${Math.round(under)}): ${named(each)}`)
        else if (box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth)
            faults.push(`has the focus out of view: ${named(each)}`)
        const place = stops().indexOf(each)
        return [place < 0 && scrolls(each) ? -2 : place, place < 0 && !scrolls(each) ? [...faults, `nobody expects the focus here: ${named(each)}`] : faults]
    }

    return { named, stops, sideways, disorder, kept, focused }
})()
