"""Identity providers of the sandbox: three realms that speak OpenID Connect and can be told to lie.

`vneid` stands for the electronic identity of the Ministry of Public Security, `dvcqg` for the national public-service
portal, `staff` for the directory of officers. Their people are those of the demonstration.
"""
