"""Print every measurement in one table: `python -m bench`."""

import sys
from collections.abc import Iterable

from bench import api, builder, lighthouse, shared_body, sharing


def main() -> int:
    """Run all parts, the API's, those of sharing, the builder's and that of the pages, and print a line as soon as it is known."""
    print("API\n", flush=True)
    api.main()
    print("\nSharing\n", flush=True)
    sharing.main()
    print("\nRebuilding sites that share pages\n", flush=True)
    shared_body.main()
    rows: Iterable[builder.Row] = builder.measure()
    print("\nBuilder\n")
    print(f"{'':<75}{'seconds':>9}{'of work':>9}{'peak MB':>10}   files")
    for what, seconds, work, peak, files in rows:
        print(f"{what:<75}{seconds:>9.2f}{work:>9.2f}{f'{peak:.0f}' if peak else '':>10}   {files}", flush=True)
    print("\nPages as visitors get them\n", flush=True)
    lighthouse.main()
    return 0


if __name__ == "__main__":
    sys.exit(main())
